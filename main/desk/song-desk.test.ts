import { join } from 'node:path'
import { renameSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { latestSequence } from '#main/sequence/store.ts'
import { historyState } from '#main/history/store.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { takeInSong } from '#main/make/hear-song.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { Comparing, Hearing } from '#model/contract/song-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import { cutFrames } from '#model/song-map/retime-sequence.ts'
import { secondsFromTicks, ticksFromSeconds } from '#model/time.ts'
import { createHistoryDesk } from './history-desk.ts'
import { createSequencesDesk } from './sequences-desk.ts'
import { createSongDesk } from './song-desk.ts'
import { effectiveSong } from './song/effective-song.ts'
import { createTreatmentDesk } from './treatment-desk.ts'

/** 16 seconds of a kick at 120 beats a minute, the first of each bar louder, over a chord that changes with the bar. */
const MUSIC =
  "aevalsrc='0.8*exp(-14*mod(t,0.5))*sin(2*PI*(50+90*exp(-30*mod(t,0.5)))*mod(t,0.5))*(0.6+0.4*lt(mod(t,2),0.5))+0.08*sin(2*PI*(220+27.5*floor(mod(t,8)/2))*t)':s=44100:d=16"

async function someSong(context: ReturnType<typeof temporaryContext>, name = 'my_song.flac'): Promise<string> {
  const path = join(temporaryFolder(), name)
  const tags = name.startsWith('tagged') ? ['-metadata', 'title=The Title', '-metadata', 'artist=Somebody'] : []
  await runFfmpeg(await context.ffmpeg(), ['-v', 'error', '-f', 'lavfi', '-i', MUSIC, ...tags, path])
  return path
}

async function all<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const told: Event[] = []
  for await (const event of events) told.push(event)
  return told
}

/** A project whose song was heard, without the thread that a window's song is heard on. */
async function heardProject() {
  const context = temporaryContext()
  const desk = createSongDesk(context)
  const path = await someSong(context)
  const signal = new AbortController().signal
  const { songId } = await takeInSong(context, path, { signal, onProgress: () => {}, isLinked: false })
  const rate = { numerator: 24, denominator: 1 }
  const { id } = context.library.projects.create({ title: 'My song', songId, seed: 1, rate, width: 640, height: 360 })
  return { context, desk, path, projectId: id }
}

test('a song makes a project named after it: its waveform first, what is heard in it after', async () => {
  const context = temporaryContext()
  const desk = createSongDesk(context)
  const path = await someSong(context)
  const told = await all<Hearing>(desk.take({ projectId: null, file: { kind: 'path', path } }))
  const { projectId: made } = told.at(-1) as Extract<Hearing, { kind: 'done' }>
  const projectId = made as ProjectId
  expect(told[0]).toMatchObject({ kind: 'waveform', title: 'my song', projectId })
  const [waveform] = told as [Extract<Hearing, { kind: 'waveform' }>]
  expect(waveform.minMax).toHaveLength(2 * Math.ceil((16 * 44_100) / 2048))
  expect(told.at(-1)).toEqual({ kind: 'done', projectId })
  const song = desk.open(projectId)!
  expect(song.tempoBpm).toBeCloseTo(120, 0)
  expect(secondsFromTicks(song.durationTicks)).toBe(16)
  expect(song.file).toMatchObject({ name: 'my_song.flac', isMissing: false })
  expect(song.repaired).toEqual({ grid: false, sections: false })
  expect(song.hasCover).toBe(false)
})

test('a title tag names the project, and a second song of that name is told apart', async () => {
  const context = temporaryContext()
  const desk = createSongDesk(context)
  const path = await someSong(context, 'tagged.flac')
  const take = () => all(desk.take({ projectId: null, file: { kind: 'path', path } }))
  const titles = [await take(), await take()].map(([first]) => (first as Extract<Hearing, { kind: 'waveform' }>).title)
  expect(titles).toEqual(['The Title', 'The Title 2'])
})

test('what is no song is refused with a sentence, and leaves nothing behind', async () => {
  const context = temporaryContext()
  const desk = createSongDesk(context)
  const path = join(temporaryFolder(), 'words.mp3')
  writeFileSync(path, 'These are words.')
  await expect(all(desk.take({ projectId: null, file: { kind: 'path', path } }))).rejects.toMatchObject({
    code: 'song/not-audio',
    message: expect.stringContaining('words.mp3 is not an audio file') as unknown,
  })
  expect(context.library.projects.list()).toEqual([])
})

test('a project has one song, taken in or replaced', async () => {
  const { desk, path, projectId } = await heardProject()
  expect(() => desk.take({ projectId, file: { kind: 'path', path } })).toThrow('Replace it')
})

test('while a song is being heard for a project, another is refused', async () => {
  const context = temporaryContext()
  const desk = createSongDesk(context)
  const path = await someSong(context)
  const rate = { numerator: 24, denominator: 1 }
  const film = { title: 'Empty', songId: null, seed: 1, rate, width: 640, height: 360 }
  const { id: projectId } = context.library.projects.create(film)
  const first = all(desk.take({ projectId, file: { kind: 'path', path } }))
  expect(() => desk.take({ projectId, file: { kind: 'path', path } })).toThrow('being heard')
  expect((await first).at(-1)?.kind).toBe('done')
})

test('a song that nobody has heard and whose file is gone is heard once the file is back', async () => {
  const { context, desk, projectId } = await heardProject()
  const { library } = context
  library.db.run('DELETE FROM song_analysis')
  const stored = library.media.pathOf(library.projects.byId(projectId)!.songId!)
  renameSync(stored, `${stored}.away`)
  await expect(all(desk.hear(projectId))).rejects.toMatchObject({ code: 'media/missing' })
  renameSync(`${stored}.away`, stored)
  expect((await all(desk.hear(projectId))).at(-1)?.kind).toBe('done')
  expect(desk.open(projectId)).not.toBeNull()
})

test('whoever leaves does not stop the work, and whoever comes later sees how far it is', async () => {
  const context = temporaryContext()
  const desk = createSongDesk(context)
  const path = await someSong(context)
  let projectId: ProjectId | null = null
  for await (const event of desk.take({ projectId: null, file: { kind: 'path', path } })) {
    if (event.kind !== 'waveform') continue
    projectId = event.projectId as ProjectId
    break
  }
  const told = await all(desk.hear(projectId!))
  expect(told.map(({ kind }) => kind)).toContain('waveform')
  expect(told.at(-1)?.kind).toBe('done')
  expect(await all(desk.hear(projectId!))).toEqual([])
})

test('repairs are steps of undo that outlive the window, and never touch what was heard', async () => {
  const { context, desk, projectId } = await heardProject()
  const heard = desk.open(projectId)!
  desk.repair(projectId, [{ kind: 'halve', span: null }], 'Half tempo')
  desk.repair(
    projectId,
    [
      { kind: 'split-section', atTicks: ticksFromSeconds(8) },
      { kind: 'name-section', index: 0, name: 'Dawn' },
    ],
    'Split section',
  )
  const repaired = desk.open(projectId)!
  expect(repaired.beats.length).toBeLessThan(0.6 * heard.beats.length)
  expect(repaired.sections[0]).toMatchObject({ name: 'Dawn', isNamedByHand: true })
  expect(repaired.repaired).toEqual({ grid: true, sections: true })
  expect(effectiveSong(context, projectId)!.analysis.beats).toEqual(repaired.beats)
  expect(effectiveSong(context, projectId)!.heard.beats).toEqual(heard.beats)

  const place = { projectId, document: 'song' } as const
  const history = createHistoryDesk(context)
  expect(historyState(context.library.db, place)).toEqual({ undo: 'Split section', redo: null })
  history.undo(place)
  expect(desk.open(projectId)!.sections).toEqual(repaired.sections.length > 1 ? heard.sections : repaired.sections)
  history.undo(place)
  expect(desk.open(projectId)).toEqual(heard)
  history.redo(place)
  expect(desk.open(projectId)!.beats).toEqual(repaired.beats)
})

test('an edit that changes nothing is no step of undo', async () => {
  const { context, desk, projectId } = await heardProject()
  desk.repair(projectId, [{ kind: 'nudge', byTicks: 0, span: null }], 'Nudge the beats')
  const state = () => historyState(context.library.db, { projectId, document: 'song' })
  const [first] = desk.open(projectId)!.beats
  desk.repair(projectId, [{ kind: 'move-beat', fromTicks: first!, toTicks: first! }], 'Move a beat')
  expect(state()).toEqual({ undo: null, redo: null })
})

test('of edits that come together all are done, or none', async () => {
  const { desk, projectId } = await heardProject()
  const before = desk.open(projectId)
  const edits = [
    { kind: 'halve', span: null },
    { kind: 'merge-section', index: 0 },
  ] as const
  expect(() => desk.repair(projectId, edits, 'Both')).toThrow('no section')
  expect(desk.open(projectId)).toEqual(before)
})

test('the same file again is no other master', async () => {
  const { desk, path, projectId } = await heardProject()
  const signal = new AbortController().signal
  await expect(all(desk.compare(projectId, { kind: 'path', path }, signal))).rejects.toMatchObject({
    code: 'song/the-same-file',
  })
  await expect(desk.replace(projectId, 'unknown')).rejects.toMatchObject({ code: 'song/compare-again' })
})

test('another song is said to be one; who goes on keeps every cut at its time, and all comes back with one undo', async () => {
  const { context, desk, projectId } = await heardProject()
  const prompts = ['a door', 'a road', 'a river', 'a night'].join('\n')
  createTreatmentDesk(context).pasteShots(projectId, prompts, { kind: 'insert', afterShotId: null })
  createSequencesDesk(context).assemble({ projectId, sequenceId: null, transition: 'cut', how: 'new-version' })
  desk.repair(projectId, [{ kind: 'name-section', index: 0, name: 'Dawn' }], 'Name section')
  const cuts = () =>
    cutFrames(latestSequence(context.library.db, projectId)!.sequence.tracks.find(({ kind }) => kind === 'picture')!)
  const before = cuts()
  const path = join(temporaryFolder(), 'another.flac')
  const noise = ['-v', 'error', '-f', 'lavfi', '-i', 'anoisesrc=d=12:c=pink:seed=7:a=0.4', path]
  await runFfmpeg(await context.ffmpeg(), noise)
  const told = await all(desk.compare(projectId, { kind: 'path', path }, new AbortController().signal))
  const { comparison } = told.at(-1) as Extract<Comparing, { kind: 'compared' }>
  expect(comparison.isSame).toBe(false)
  expect(comparison.lost.map(({ what, name }) => `${what} ${name}`)).toContain('section Dawn')

  await desk.replace(projectId, comparison.comparisonId)
  expect(cuts()).toEqual(before.filter(frame => frame < 12 * 24))
  expect(desk.open(projectId)!.repaired).toEqual({ grid: false, sections: false })
  createHistoryDesk(context).undo({ projectId, document: 'song' })
  expect(cuts()).toEqual(before)
  expect(desk.open(projectId)!.sections[0]!.name).toBe('Dawn')
})

test('repairs move no plan and no cut, until somebody says so', async () => {
  const { context, desk, projectId } = await heardProject()
  const prompts = ['a door', 'a road', 'a river', 'a night'].join('\n')
  createTreatmentDesk(context).pasteShots(projectId, prompts, { kind: 'insert', afterShotId: null })
  createSequencesDesk(context).assemble({ projectId, sequenceId: null, transition: 'cut', how: 'new-version' })
  const cuts = () => {
    const { sequence } = latestSequence(context.library.db, projectId)!
    return cutFrames(sequence.tracks.find(({ kind }) => kind === 'picture')!)
  }
  const before = cuts()
  expect(desk.open(projectId)!.offBeat).toEqual({ plan: 0, cuts: 0 })
  // Two frames at 24 a second.
  desk.repair(projectId, [{ kind: 'nudge', byTicks: ticksFromSeconds(2 / 24), span: null }], 'Nudge the beats')
  expect(cuts()).toEqual(before)
  expect(desk.open(projectId)!.offBeat).toEqual({ plan: 3, cuts: 3 })

  desk.moveCuts(projectId)
  expect(cuts()).toEqual(before.map((frame, index) => (index === 0 ? 0 : frame + 2)))
  expect(desk.open(projectId)!.offBeat).toEqual({ plan: 3, cuts: 0 })
  createTreatmentDesk(context).plan(projectId)
  expect(desk.open(projectId)!.offBeat).toEqual({ plan: 0, cuts: 0 })

  const { sequence } = latestSequence(context.library.db, projectId)!
  createHistoryDesk(context).undo({ projectId, document: `sequence:${sequence.id}` })
  expect(cuts()).toEqual(before)
})
