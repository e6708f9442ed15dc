import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { NO_LOOK } from '#model/look.ts'
import type { MediaId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { isCurrent } from './needed-takes.ts'
import type { ShotParts } from './look-of.ts'
import { demandFewVariations, specsOf } from './shot-spec.ts'

const { models } = loadCatalogue(fileURLToPath(new URL('../../resources', import.meta.url)))
const [animatic] = models
const talker = { ...animatic!, id: 'talker', provider: 'cloud', takesNegative: true }
const mute = { ...talker, id: 'mute', takesNegative: false }
const painter = { ...talker, id: 'painter', maxReferenceStills: 2 }
const catalogue = { services: [], models: [animatic!, talker, mute, painter] }
const project = { width: 640, height: 360, rate: { numerator: 24, denominator: 1 } } as Project
const PARTS: ShotParts = {
  ...{ prompt: 'a {red|blue} {{road}}', camera: 'push in', passageIn: '', passageOut: 'into the gum' },
  look: { film: { style: 'neon', negative: 'captions' }, section: NO_LOOK, shot: NO_LOOK },
  variables: [{ group: '', name: 'road', text: 'wet road', stills: [] }],
  templates: new Map([['mute', '{prompt}[ ({camera})]']]),
}

/** What is known of the takes that are compared. */
const listed = (spec: object) => ({ request: { state: 'ready', spec } }) as unknown as Parameters<typeof isCurrent>[0]

function specs(model: string, parts = PARTS) {
  const written = { id: null, prompt: '', whatHappens: null, cameraMove: null, passage: null, section: null, model }
  return specsOf({ catalogue }, project, { position: 0, serial: 1, written } as unknown as Shot, parts, 'animatic')
}

test('W12 what is drawn here is sent each kind of words for itself', () => {
  const [spec] = specs('animatic')
  const fields = { prompt: 'a red wet road. into the gum', cameraMove: 'push in', style: 'neon', negative: '' }
  expect(spec).toMatchObject({ model: 'animatic', ...fields })
  expect(spec).not.toHaveProperty('text')
})

test("W7 W9 a model of one text is sent it letter by letter, by its template or the user's own", () => {
  expect(specs('talker')[0]).toMatchObject({
    text: 'a red wet road. push in. into the gum. Style: neon',
    negative: 'captions',
  })
  expect(specs('mute')[0]).toMatchObject({ text: 'a red wet road (push in)', negative: '' })
})

test('W5 each variation is asked for by itself, and equal ones are equal', () => {
  const [red, blue, ...others] = specs('talker')
  expect(others).toEqual([])
  expect(blue?.text).toBe('a blue wet road. push in. into the gum. Style: neon')
  expect(specs('talker')).toEqual([red, blue])
})

test('W5 more variations than are written out are refused before anything is asked', () => {
  const shot = (prompt: string): Shot => ({ position: 3, written: { prompt, cameraMove: '{a|b}' } }) as unknown as Shot
  demandFewVariations(shot('{1|2}'.repeat(6)))
  expect(() => demandFewVariations(shot('{1|2}'.repeat(7)))).toThrow('Shot 4 is written in 256 variations')
})

test('a request that kept no text yet counts as made of the same words', () => {
  const [wanted] = specs('talker')
  const { text: _text, ...before } = wanted!
  expect(isCurrent(listed({ ...before, seed: 1, askTicks: 2 }), wanted!)).toBe(true)
  expect(isCurrent(listed({ ...wanted, text: 'otherwise' }), wanted!)).toBe(false)
})

test('W20 stills of the variables that are sent go along in the order of their use, and other stills are other words', () => {
  const [one, two, three] = ['1', '2', '3'] as MediaId[] as [MediaId, MediaId, MediaId]
  const of = (name: string, stills: MediaId[]) => ({ group: '', name, text: `a ${name}`, stills })
  const variables = [of('dog', [one, two]), of('road', [three]), of('cat', [two]), of('unused', [one])]
  const film = { style: 'like {{dog}}', negative: '' }
  const parts = { ...PARTS, variables, look: { ...PARTS.look, film } }
  const [withBoth] = specs('painter', parts)
  expect(withBoth).toMatchObject({ references: [three, one] })
  for (const model of ['animatic', 'talker']) expect(specs(model, parts)[0]).not.toHaveProperty('references')
  const [withRoad] = specs('painter', { ...parts, look: PARTS.look })
  expect(withRoad).toMatchObject({ references: [three] })
  const [without] = specs('painter')
  expect(without).not.toHaveProperty('references')
  const seeded = { ...withRoad, seed: 1, askTicks: 2 }
  expect([withRoad!, without!, withBoth!].map(wanted => isCurrent(listed(seeded), wanted))).toEqual([
    true,
    false,
    false,
  ])
  expect(isCurrent(listed(without!), withRoad!)).toBe(false)
  expect(isCurrent(listed({ ...withRoad, references: [] }), withRoad!)).toBe(true)
})
