import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PALETTE_WORDS } from './palettes.ts'
import { PARTICLE_WORDS } from './particles.ts'
import { readPrompt, type Reading } from './read-prompt.ts'
import { SCENES } from './scenes.ts'
import type { SceneKind } from './scenes.ts'
import { loudestWordOf } from './testing/loudest-word.ts'
import { wordsOf } from './word-score.ts'

const read = (prompt: string, cameraMove = '', style = ''): Reading => readPrompt(prompt, cameraMove, style, 1)
const sceneOf = (prompt: string): SceneKind => read(prompt).scene

/** A noun as people write several of it. */
function plural(word: string): string {
  if (/[^aeou]y$/.test(word)) return word.replace(/y$/, 'ies')
  if (/(?:shelf|leaf)$/.test(word)) return word.replace(/f$/, 'ves')
  if (/(?:s|x|z|ch|sh|tomato|volcano)$/.test(word)) return `${word}es`
  return `${word}s`
}

/** What the tables hold that has no plural, or is one already. */
const NO_PLURAL = /^(?:..?|.*s|children|origami|confetti|icu)$/

describe('the scene of a prompt', () => {
  test.each(Object.keys(SCENES) as SceneKind[])('%s is reached by its own word', kind => {
    expect(sceneOf(`we fly through the ${loudestWordOf(kind)}`)).toBe(kind)
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

  test.each([
    ['Huge waves crash against the rocks at night', 'sea'],
    ['Rows of graves in the rain', 'cemetery'],
    ['Endless highways', 'road'],
    ['Empty hallways at night', 'corridor'],
    ['Deep valleys and railways', 'platform'],
    ['Neon alleys, taxis', 'city'],
    ['Potted cactuses, tomatoes', 'desert'],
    ['Inside the train, city lights in the windows, a tower', 'train'],
    ['Flying over a lake', 'lake'],
  ] as const)('%s', (prompt, kind) => {
    expect(sceneOf(prompt)).toBe(kind)
  })

  test('every word of the tables is known in its plural too', () => {
    const lists = [...Object.values(SCENES).map(scene => scene.words), ...PALETTE_WORDS.values()]
    const words = [...lists, ...Object.values(PARTICLE_WORDS)].flatMap(list =>
      list.split(' ').map(entry => entry.split(':')[0]!.split('_').at(-1)!),
    )
    const lost = words.filter(word => !NO_PLURAL.test(word) && wordsOf(plural(word))[0] !== wordsOf(word)[0])
    expect(lost.map(word => plural(word))).toEqual([])
  })

  test('a word inside another word says nothing', () => {
    const { scene } = read('seasonal carpentry')
    expect(scene).not.toBe('sea')
    expect(scene).not.toBe('carpet')
  })

  test('unknown words and other scripts choose by their hash, always the same', () => {
    const scenes = new Set(['海辺を歩く', 'Полёт сквозь ночь', 'مدينة', 'qwx zzt', '…', '🚀🚀'].map(sceneOf))
    expect(scenes.size).toBeGreaterThan(1)
    expect(readPrompt('海辺を歩く', 'fly', '', 7)).toEqual(readPrompt('海辺を歩く', 'fly', '', 7))
  })
})

test('mood words choose the light', () => {
  expect(read('a forest in autumn').palette).toBe('autumn')
  expect(read('a street at dusk').palette).toBe('dusk')
  expect(read('an underwater cave in turquoise').palette).toBe('sea')
})

test('look words choose the light of a shot that names none, and leave the others theirs', () => {
  expect(read('a road', '', 'neon, purple haze').palette).toBe('neon')
  expect(read('a road at dawn', '', 'neon').palette).toBe('dawn')
  expect(SCENES.road.palettes).toContain(read('a road', '', 'wide lens, 35mm').palette)
  const shots = ['a road', 'a city', 'a forest', 'a kitchen', 'a market', 'a library', 'a museum']
  const lights = shots.map(prompt => read(prompt, '', 'pastel dusk colours').palette)
  expect(new Set(lights)).toEqual(new Set(['dream', 'dusk']))
})

test('people are cast from their words', () => {
  expect(read('an old woman on a beach, scarf streaming red')).toMatchObject({
    people: ['elder'],
    hasScarf: true,
  })
  expect(read('the couple dances').people).toEqual(['man', 'woman'])
  expect(read('an empty road').people).toEqual([])
})

test.each([
  ['A US highway', []],
  ['come with us', ['man', 'woman']],
  ['two women in a field', ['woman', 'woman']],
  ['men at work', ['man', 'man']],
  ['strangers in a train', ['man', 'woman']],
  ['dancers', ['man', 'woman']],
] as const)('the people of %s', (prompt, people) => {
  expect(read(prompt).people).toEqual(people)
})

test('no rain falls under a roof', () => {
  expect(read('a hospital ward, rain on the window').air).not.toBe('rain')
  expect(read('a city street in rain').air).toBe('rain')
})

test.each([
  'one lamp still lit',
  'hands holding on a sheet',
  'a man looking up and smiling',
  'a hand around a finger, trees around us',
  'spinning children, confetti falling',
  'an upside-down house, steam rising from a kitchen sink',
  'a pancake breakfast in an arcade',
  'closed doors by the river bank',
  'a sinking ship, a race track, rushing water',
])('words about the scene do not steer: %s', prompt => {
  expect(read(prompt)).toMatchObject({ move: 'fly', pace: 1 })
})

test.each([
  ['a kitchen, the camera sinks slowly past the table', 'descend', 0.75],
  ['static shot of an old house', 'static', 1],
  ['a forest at dawn, low angle', 'skim', 1],
  ['we rise over the sea', 'crane', 1],
  ['push in on a candle', 'push', 1],
  ['a road, whip pan to the left', 'whip', 1],
  ['Racing along a beach', 'fly', 1.45],
  ['Sinking through kelp', 'descend', 0.75],
] as const)('a prompt may speak of its camera: %s', (prompt, move, pace) => {
  expect(read(prompt)).toMatchObject({ move, pace })
})

test('the camera line names the move and the pace', () => {
  expect(read('a road', 'slow push in')).toMatchObject({ move: 'push', pace: 0.75 })
  expect(read('a road', 'race along the track')).toMatchObject({ move: 'fly', pace: 1.45 })
  expect(read('a road', 'a pancake').move).toBe('fly')
})

const anyText = fc.string({ unit: 'binary', maxLength: 2000 })

test('any text is understood as something', () => {
  fc.assert(
    fc.property(anyText, fc.string(), fc.string(), fc.integer(), (prompt, move, style, seed) => {
      const reading = readPrompt(prompt, move, style, seed)
      expect(SCENES[reading.scene]).toBeDefined()
      expect(readPrompt(prompt, move, style, seed)).toEqual(reading)
    }),
    { numRuns: 60 },
  )
})
