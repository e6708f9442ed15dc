import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProjectId, ShotId } from '../ids.ts'
import type { Shot } from '../shot.ts'
import type { TreatmentShot } from '../treatment.ts'
import { matchShots, type Revision } from './match-shots.ts'

function written(prompt: string, id: string | null = null): TreatmentShot {
  return { id, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
}

function shots(treatment: readonly TreatmentShot[]): Shot[] {
  return treatment.map((shot, position) => ({
    id: `shot-${position + 1}` as ShotId,
    projectId: 'project' as ProjectId,
    serial: position + 1,
    position,
    written: shot,
    place: null,
    askTicks: null,
  }))
}

const PLACES = [
  'tunnel',
  'meadow',
  'harbour',
  'attic',
  'station',
  'desert',
  'forest',
  'bridge',
  'market',
  'rooftop',
  'lake',
]
const THINGS = ['lanterns', 'horses', 'umbrellas', 'comets', 'kites']

/** 55 prompts that share their look words, as prompts do. */
const PROMPTS = Array.from({ length: 55 }, (_, index) =>
  written(
    `fly forward through the ${PLACES[index % 11]} full of ${THINGS[Math.floor(index / 11)]}, warm film light, hazy, dreamlike`,
  ),
)

function summary(
  revision: Revision,
  existing: readonly Shot[],
): { updated: number; inserted: number; trashed: number; moved: number } {
  const prompts = new Map(existing.map(shot => [shot.id, shot.written.prompt]))
  return {
    updated: revision.kept.filter(kept => kept.written.prompt !== prompts.get(kept.shotId)).length,
    inserted: revision.inserted.length,
    trashed: revision.trashed.length,
    moved: revision.kept.filter(kept => kept.shotId !== `shot-${kept.position + 1}`).length,
  }
}

describe('one change among 55 lines', () => {
  const existing = shots(PROMPTS)

  test('I1 nothing changed keeps all', () => {
    expect(summary(matchShots(existing, PROMPTS), existing)).toEqual({ updated: 0, inserted: 0, trashed: 0, moved: 0 })
  })

  test('I3 one prompt changed, a little or altogether, is one updated', () => {
    for (const prompt of [
      `${PROMPTS[20]!.prompt}, slower`,
      'a red balloon',
      PROMPTS[20]!.prompt.replace('fly', 'Drift'),
    ]) {
      const revision = matchShots(existing, PROMPTS.with(20, written(prompt)))
      expect(summary(revision, existing)).toEqual({ updated: 1, inserted: 0, trashed: 0, moved: 0 })
      expect(revision.kept[20]).toMatchObject({ shotId: 'shot-21', position: 20 })
    }
  })

  test('I4 a line inserted at 3 is one inserted and none updated', () => {
    const revision = matchShots(existing, PROMPTS.toSpliced(2, 0, written('a red balloon over the sea')))
    expect(summary(revision, existing)).toMatchObject({ updated: 0, inserted: 1, trashed: 0 })
    expect(revision.inserted[0]).toMatchObject({ position: 2 })
  })

  test('I4 a line taken out is one trashed', () => {
    const revision = matchShots(existing, PROMPTS.toSpliced(30, 1))
    expect(summary(revision, existing)).toMatchObject({ updated: 0, inserted: 0, trashed: 1 })
    expect(revision.trashed).toEqual(['shot-31'])
  })

  test('I2 two lines swapped are moves', () => {
    const revision = matchShots(existing, PROMPTS.with(4, PROMPTS[40]!).with(40, PROMPTS[4]!))
    expect(summary(revision, existing)).toEqual({ updated: 0, inserted: 0, trashed: 0, moved: 2 })
  })

  test('I3 a line moved and changed a little is still itself', () => {
    const changed = written(`${PROMPTS[40]!.prompt}, at night`)
    const revision = matchShots(existing, PROMPTS.toSpliced(40, 1).toSpliced(2, 0, changed))
    expect(summary(revision, existing)).toMatchObject({ updated: 1, inserted: 0, trashed: 0 })
    expect(revision.kept[2]).toMatchObject({ shotId: 'shot-41', written: changed })
  })

  test('I3 a line changed beside an inserted one: the likeness decides which is which', () => {
    const changed = written(`${PROMPTS[10]!.prompt}, slower`)
    const revision = matchShots(existing, PROMPTS.toSpliced(10, 1, written('a red balloon over the sea'), changed))
    expect(revision.inserted.map(({ position }) => position)).toEqual([10])
    expect(revision.kept.find(kept => kept.shotId === 'shot-11')).toMatchObject({ position: 11, written: changed })
  })
})

test('I1 an id keeps a shot through every change, and two ids are never one shot', () => {
  const existing = shots([written('a tunnel of light', 'one'), written('a quiet sea', 'two')])
  const swapped = matchShots(existing, [written('a quiet sea at dawn', 'two'), written('something else', 'one')])
  expect(swapped.kept.map(kept => kept.shotId)).toEqual(['shot-2', 'shot-1'])
  const renamed = matchShots(existing, [written('a tunnel of lights', 'three'), written('a quiet sea', 'two')])
  expect(renamed.inserted).toHaveLength(1)
  expect(renamed.trashed).toEqual(['shot-1'])
})

test('I2 equal prompts are matched in order', () => {
  const existing = shots([written('rain'), written('sun'), written('rain'), written('rain')])
  const revision = matchShots(existing, [written('rain'), written('rain'), written('sun')])
  expect(revision.kept.map(kept => kept.shotId)).toEqual(['shot-1', 'shot-3', 'shot-2'])
  expect(revision.trashed).toEqual(['shot-4'])
})

const anyTreatment = fc.array(
  fc.record({
    prompt: fc.constantFrom('rain', 'sun', 'a quiet sea', 'a quiet lake', 'the sea at night', 'a tunnel of light', ''),
    id: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
  }),
  { maxLength: 12 },
)

/** Ids are unique in a treatment: later ones are dropped. */
function treatmentOf(lines: readonly { prompt: string; id: string | null }[]): TreatmentShot[] {
  const seen = new Set<string>()
  return lines.map(({ prompt, id }) => {
    const isNew = id !== null && !seen.has(id)
    if (isNew) seen.add(id)
    return written(prompt, isNew ? id : null)
  })
}

test('I5 every written shot is kept or inserted once, every old one kept or trashed once', () => {
  fc.assert(
    fc.property(anyTreatment, anyTreatment, (before, after) => {
      const existing = shots(treatmentOf(before))
      const now = treatmentOf(after)
      const { kept, inserted, trashed } = matchShots(existing, now)
      const positions = [...kept, ...inserted].map(({ position }) => position).toSorted((a, b) => a - b)
      expect(positions).toEqual(now.map((_, index) => index))
      const ids = [...kept.map(({ shotId }) => shotId), ...trashed].toSorted()
      expect(ids).toEqual(existing.map(({ id }) => id).toSorted())
      for (const entry of kept) {
        expect(entry.written).toEqual(now[entry.position])
      }
    }),
  )
})

test('I2 any order of the same prompts keeps them all unchanged', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(PROMPTS, { minLength: 0, maxLength: 55 }), some => {
      const existing = shots(PROMPTS)
      const revision = matchShots(existing, some)
      expect(summary(revision, existing)).toMatchObject({ updated: 0, inserted: 0, trashed: 55 - some.length })
    }),
    { numRuns: 50 },
  )
})

test('I6 a treatment of thousands rewritten from end to end is matched by place, quickly', () => {
  const before = Array.from({ length: 3000 }, (_, index) =>
    written(`old prompt ${index} about a ${PLACES[index % 11]}`),
  )
  const after = Array.from({ length: 3001 }, (_, index) => written(`new idea ${index} with ${THINGS[index % 5]}`))
  const existing = shots(before)
  expect(summary(matchShots(existing, after), existing)).toEqual({ updated: 3000, inserted: 1, trashed: 0, moved: 0 })
})

test('I2 a prompt that differs in blanks alone, or in how its accents are written, stays as it was', () => {
  const existing = shots([written('a café by the sea'.normalize('NFC')), written('rain')])
  const revision = matchShots(existing, [written('rain'), written('  a cafe\u0301  by the\tsea')])
  expect(revision.kept.map(({ shotId, written: { prompt } }) => [shotId, prompt])).toEqual([
    ['shot-2', 'rain'],
    ['shot-1', 'a café by the sea'],
  ])
})

test.each([
  ['少女が青い海の上を飛んでいく', '朝の静かな駅のホーム', '少女が赤い海の上を飛んでいく'],
  ['เด็กผู้หญิงบินข้ามทะเลสีฟ้า', 'สถานีรถไฟยามเช้า', 'เด็กผู้หญิงบินข้ามทะเลสีแดง'],
  ['नीले समुद्र के ऊपर उड़ती लड़की', 'सुबह का शांत स्टेशन', 'लाल समुद्र के ऊपर उड़ती लड़की'],
])('I3 words are known in scripts without blanks: %s', (prompt, other, changed) => {
  const existing = shots([written(prompt), written('rain'), written(other)])
  const revision = matchShots(existing, [written('rain'), written(other), written(changed)])
  expect(revision.kept.map(({ shotId }) => shotId)).toEqual(['shot-2', 'shot-3', 'shot-1'])
})

describe('I7 a shot comes back out of the trash', () => {
  const [first, second, third, fourth] = shots([
    written('a tunnel of light', 'one'),
    written('rain'),
    written('rain'),
    written('a quiet sea'),
  ]) as [Shot, Shot, Shot, Shot]

  test('by its id, whatever its words are now, else by its prompt', () => {
    const revision = matchShots([fourth], [written('rain'), written('altogether new', 'one')], [first, second])
    expect(revision.kept.map(({ shotId }) => shotId)).toEqual(['shot-2', 'shot-1'])
    expect(revision.trashed).toEqual(['shot-4'])
  })

  test('the one trashed last first, each once', () => {
    const revision = matchShots([], [written('rain'), written('rain'), written('rain')], [third, second])
    expect(revision.kept.map(({ shotId }) => shotId)).toEqual(['shot-3', 'shot-2'])
    expect(revision.inserted).toEqual([{ position: 2, written: written('rain') }])
  })

  test('but not in place of one that is there, and not for a prompt that is only like its own', () => {
    expect(matchShots([second], [written('rain')], [third]).kept).toMatchObject([{ shotId: 'shot-2' }])
    expect(matchShots([], [written('a quiet lake')], [fourth])).toMatchObject({ kept: [], trashed: [] })
  })

  test('most prompts left out for a while are all known again', () => {
    const all = shots(PROMPTS)
    const few = matchShots(all, PROMPTS.slice(0, 10))
    const gone = all.filter(shot => few.trashed.includes(shot.id))
    const again = matchShots(all.slice(0, 10), PROMPTS, gone)
    expect(again.kept.map(({ shotId }) => shotId)).toEqual(all.map(shot => shot.id))
  })
})
