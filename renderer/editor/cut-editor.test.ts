import { expect, test } from 'vitest'
import { applyEdits, type Edit } from '#model/edit/apply.ts'
import { cut, drawn, id, lengths } from '#model/edit/testing/some-cut.ts'
import { StudioError } from '#model/errors.ts'
import type { Sequence } from '#model/sequence.ts'
import { CutEditor, type CutService } from './cut-editor.ts'

const MEDIA = lengths({ a: 100, b: 100, c: 100 })

/** A studio that keeps one cut, as the real one does, and answers when it is told to. */
function setUp() {
  let kept: { sequence: Sequence; revision: number } = { sequence: cut('a10 b10+20 c10'), revision: 1 }
  const gestures: string[] = []
  const series: (string | undefined)[] = []
  const troubles: unknown[] = []
  let gate = Promise.resolve()
  const keep = (edits: readonly Edit[]): void => {
    kept = { sequence: applyEdits(kept.sequence, edits, MEDIA), revision: kept.revision + 1 }
  }
  const service: CutService = {
    open: () => Promise.resolve(kept),
    async edit({ baseRevision, name, edits, series: one }) {
      await gate
      if (baseRevision !== kept.revision) throw new StudioError('sequence/stale', 'changed')
      keep(edits)
      gestures.push(name)
      series.push(one)
      return { revision: kept.revision }
    },
  }
  const editor = new CutEditor(kept, { service, onTrouble: trouble => troubles.push(trouble) })
  editor.setMedia(MEDIA)
  const seen = (): string => drawn(editor.store.getState().shown)
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return { editor, service, gestures, series, troubles, seen, keep, hold, kept: () => drawn(kept.sequence) }
}

const roll = (frame: number): Edit => ({ kind: 'roll', itemId: id('b'), frame })

test('a gesture is seen while it goes on, each time from where it began, and is one entry when it ends', async () => {
  const { editor, gestures, seen, kept } = setUp()
  editor.preview([roll(14)])
  editor.preview([roll(12)])
  expect(seen()).toBe('a12 b8+22 c10')
  expect(drawn(editor.store.getState().sequence)).toBe('a10 b10+20 c10')
  expect(editor.commit('Roll cut', [roll(12)])).toBeNull()
  expect(editor.store.getState().unsent).toBe(1)
  await editor.settled()
  expect([kept(), gestures, editor.store.getState().unsent]).toEqual(['a12 b8+22 c10', ['Roll cut'], 0])
})

test('a gesture is given up without a trace, and what cannot be done is said', () => {
  const { editor, seen } = setUp()
  editor.preview([roll(12)])
  editor.bail()
  expect(seen()).toBe('a10 b10+20 c10')
  editor.preview([{ kind: 'roll', itemId: id('a'), frame: 3 }])
  expect(editor.store.getState().refusal).toBe('There is no cut before the first clip.')
  expect(editor.commit('Roll cut', [{ kind: 'roll', itemId: id('a'), frame: 3 }])).toContain('no cut before')
  expect(editor.store.getState().refusal).toBeNull()
})

test('a trim that stops on its way says what stops it', () => {
  const { editor, seen } = setUp()
  const trim = (frame: number): Edit => ({ kind: 'trim', itemId: id('b'), edge: 'start', frame, mode: 'overwrite' })
  editor.preview([trim(-30)])
  expect(seen()).toBe('a1 b19+11 c10')
  expect(editor.store.getState().refusal).toBe('The clip beside it keeps at least one frame.')
  editor.preview([trim(5)])
  expect(editor.store.getState().refusal).toBeNull()
})

test('gestures made faster than they are kept are all kept, in order', async () => {
  const { editor, gestures, hold, kept } = setUp()
  const open = hold()
  editor.commit('One', [roll(12)])
  editor.commit('Two', [{ kind: 'slip', itemId: id('c'), frames: 4 }])
  editor.commit('Three', [{ kind: 'clear', itemIds: [id('a')] }])
  expect(editor.store.getState().unsent).toBe(3)
  open()
  await editor.settled()
  expect([kept(), gestures]).toEqual(['.12 b8+22 c10+4', ['One', 'Two', 'Three']])
})

test('what others did meanwhile is taken in, and the gesture done on top of it', async () => {
  const { editor, keep, kept, seen, troubles } = setUp()
  keep([{ kind: 'slip', itemId: id('c'), frames: 7 }])
  editor.commit('Roll cut', [roll(12)])
  await editor.settled()
  expect([kept(), seen(), troubles]).toEqual(['a12 b8+22 c10+7', 'a12 b8+22 c10+7', []])
})

test('a gesture that does not fit what others did is dropped and said', async () => {
  const { editor, keep, kept, seen, troubles } = setUp()
  keep([{ kind: 'clear', itemIds: [id('b')] }])
  editor.commit('Slip', [{ kind: 'slip', itemId: id('b'), frames: 3 }])
  await editor.settled()
  expect([kept(), seen()]).toEqual(['a10 .10 c10', 'a10 .10 c10'])
  expect(troubles).toMatchObject([{ code: 'edit/refused' }])
})

test('a studio that does not answer loses nothing that it has, and the window shows that', async () => {
  const { editor, service, seen, troubles } = setUp()
  service.edit = () => Promise.reject(new Error('gone'))
  editor.commit('Roll cut', [roll(12)])
  await editor.settled()
  expect(seen()).toBe('a10 b10+20 c10')
  expect(troubles).toMatchObject([{ message: 'gone' }])
})

test('a newer revision is taken in when it is heard of, an old one is not asked for', async () => {
  const { editor, keep, seen } = setUp()
  await editor.heard(1)
  keep([roll(12)])
  await editor.heard(2)
  expect(seen()).toBe('a12 b8+22 c10')
})

test('a gesture that is made while the cut is read anew stays in sight', async () => {
  const { editor, service, kept, seen } = setUp()
  const answered = Promise.withResolvers<void>()
  const read = service.open.bind(service)
  service.open = async () => {
    const before = await read()
    await answered.promise
    return before
  }
  const renewed = editor.renew()
  editor.commit('Roll cut', [roll(12)])
  // Long enough for it to be kept before the answer, if it were sent.
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
  answered.resolve()
  await renewed
  await editor.settled()
  expect([kept(), seen()]).toEqual(['a12 b8+22 c10', 'a12 b8+22 c10'])
})

test('a gesture that was kept although its answer was lost is seen once', async () => {
  const { editor, service, keep, kept, seen } = setUp()
  const known = new Set<string>()
  const edit = service.edit.bind(service)
  service.edit = async gesture => {
    if (known.has(gesture.gesture)) return { revision: (await service.open()).revision }
    known.add(gesture.gesture)
    await edit(gesture)
    keep([{ kind: 'roll', itemId: id('c'), frame: 22 }])
    throw new StudioError('sequence/stale', 'the answer was lost, and the window looked meanwhile')
  }
  editor.commit('Roll cut', [roll(12)])
  await editor.settled()
  expect([seen(), seen()]).toEqual([kept(), 'a12 b10+22 c8+2'])
})

test('the same thing done to the same clips at once is one gesture that goes on', async () => {
  const { editor, series } = setUp()
  const slip = (name: string, what: string | undefined): void => {
    editor.commit('Slip', [{ kind: 'slip', itemId: id(name), frames: 1 }], what)
  }
  slip('b', 'slip b')
  slip('b', 'slip b')
  slip('c', 'slip c')
  slip('b', 'slip b')
  slip('b', undefined)
  slip('b', 'slip b')
  await editor.settled()
  const [one, same, other, later, none, after] = series
  expect([one, none]).toEqual([same, undefined])
  expect(new Set([one, other, later, after]).size).toBe(4)
})
