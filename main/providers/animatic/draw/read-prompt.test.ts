import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPrompt } from './read-prompt.ts'
import { SCENES } from './scenes.ts'
import type { SceneKind } from './scenes.ts'

const sceneOf = (prompt: string): SceneKind => readPrompt(prompt, '', 1).scene

/** The loudest word of a scene, as a person would write it. */
function ownWord(kind: SceneKind): string {
  const entries = SCENES[kind].words.split(' ').map(entry => entry.split(':'))
  entries.sort((a, b) => Number(b[1] ?? 1) - Number(a[1] ?? 1))
  return entries[0]![0]!.replaceAll('_', ' ')
}

describe('the scene of a prompt', () => {
  test.each(Object.keys(SCENES) as SceneKind[])('%s is reached by its own word', kind => {
    expect(sceneOf(`we fly through the ${ownWord(kind)}`)).toBe(kind)
  })

  test.each([
    ['Down a dim hospital tunnel of round ceiling lamps toward a bright doorway', 'hospital'],
    ['A hospital ward at night, curtains sliding by, green pulse lines on monitors', 'ward'],
    ['A football stadium at night, the ball flying ahead to the net', 'stadium'],
    ['A classroom of raised hands, a chalkboard full of planets', 'classroom'],
    ['A hidden lake at sunrise, two teenagers leap from a wooden jetty into the water', 'lake'],
    ['First kiss in a gondola at the top of the big wheel', 'kiss'],
    ['fly through the bubble, it pops, on through the gum, out onto the pitch', 'bubbles'],
    ['drifting toward the sea, out of a kitchen', 'rooms'],
    ['CHILDREN run along corridors', 'corridor'],
    ['un Café à Paris', 'cafe'],
  ] as const)('%s', (prompt, kind) => {
    expect(sceneOf(prompt)).toBe(kind)
  })

  test('a word inside another word says nothing', () => {
    const { scene } = readPrompt('seasonal carpentry', '', 1)
    expect(scene).not.toBe('sea')
    expect(scene).not.toBe('carpet')
  })

  test('unknown words and other scripts choose by their hash, always the same', () => {
    const scenes = new Set(['海辺を歩く', 'Полёт сквозь ночь', 'مدينة', 'qwx zzt', '…', '🚀🚀'].map(sceneOf))
    expect(scenes.size).toBeGreaterThan(1)
    expect(readPrompt('海辺を歩く', 'fly', 7)).toEqual(readPrompt('海辺を歩く', 'fly', 7))
  })
})

test('mood words choose the light', () => {
  expect(readPrompt('a forest in autumn', '', 1).palette).toBe('autumn')
  expect(readPrompt('a street at dusk', '', 1).palette).toBe('dusk')
  expect(readPrompt('an underwater cave in turquoise', '', 1).palette).toBe('sea')
})

test('people are cast from their words', () => {
  expect(readPrompt('an old woman on a beach, scarf streaming red', '', 1)).toMatchObject({
    people: ['elder'],
    hasScarf: true,
  })
  expect(readPrompt('the couple dances', '', 1).people).toEqual(['man', 'woman'])
  expect(readPrompt('an empty road', '', 1).people).toEqual([])
})

test('no rain falls under a roof', () => {
  expect(readPrompt('a hospital ward, rain on the window', '', 1).air).not.toBe('rain')
  expect(readPrompt('a city street in rain', '', 1).air).toBe('rain')
})

test('the camera line names the move and the pace', () => {
  expect(readPrompt('a road', 'slow push in', 1)).toMatchObject({ move: 'push', pace: 0.75 })
  expect(readPrompt('a road', 'race along the track', 1)).toMatchObject({ move: 'fly', pace: 1.45 })
  expect(readPrompt('a road, whip pan to the left', '', 1).move).toBe('whip')
})

test('any text is understood as something', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.string(), fc.integer(), (prompt, move, seed) => {
      const reading = readPrompt(prompt, move, seed)
      expect(SCENES[reading.scene]).toBeDefined()
      expect(readPrompt(prompt, move, seed)).toEqual(reading)
    }),
    { numRuns: 60 },
  )
})
