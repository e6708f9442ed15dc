import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createHistoryDesk } from '#main/desk/history-desk.ts'
import { createSequencesDesk } from '#main/desk/sequences-desk.ts'
import { createSongDesk } from '#main/desk/song-desk.ts'
import { effectiveSong } from '#main/desk/song/effective-song.ts'
import { createTreatmentDesk } from '#main/desk/treatment-desk.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { checkSequence } from '#model/edit/check-sequence.ts'
import type { SongComparison } from '#model/contract/song-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import { cutFrames } from '#model/song-map/retime-sequence.ts'
import { framesFromTicks, secondsFromTicks, type Ticks } from '#model/time.ts'
import { SAMPLES_PER_BAR } from '../../scripts/demo/grid.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'

/** Two bars of the bridge, which is bars 88 to 103. */
const CUT_FROM_BAR = 94
const CUT_TO_BAR = 96
const RATE = 44_100
const HEAD_SECONDS = 0.412
const SLOWER = 0.003
const BAR_SECONDS = SAMPLES_PER_BAR / RATE

/** Where an instant of the old song is in the new one; null where it was cut out. */
function truth(seconds: number): number | null {
  if (seconds >= CUT_FROM_BAR * BAR_SECONDS - 1e-4 && seconds < CUT_TO_BAR * BAR_SECONDS - 1e-4) return null
  const cut = seconds < CUT_FROM_BAR * BAR_SECONDS ? 0 : (CUT_TO_BAR - CUT_FROM_BAR) * BAR_SECONDS
  return HEAD_SECONDS + (seconds - cut) * (1 + SLOWER)
}

let ffmpeg: FfmpegProgram
let songPath: string
let masterPath: string

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({})).ffmpeg
  const folder = mkdtempSync(join(tmpdir(), 'flythrough-'))
  songPath = join(folder, 'one-long-morning.flac')
  masterPath = join(folder, 'one-long-morning-master-2.mp3')
  await makeDemoSong(ffmpeg, songPath, { form: 'full' })
  const filter = [
    '[0:a]asplit[a][b]',
    `[a]atrim=end_sample=${CUT_FROM_BAR * SAMPLES_PER_BAR}[c]`,
    `[b]atrim=start_sample=${CUT_TO_BAR * SAMPLES_PER_BAR},asetpts=PTS-STARTPTS[d]`,
    `[c][d]concat=n=2:v=0:a=1,asetrate=${RATE / (1 + SLOWER)},aresample=${RATE},adelay=${1000 * HEAD_SECONDS}:all=1[e]`,
    '[e]acompressor=threshold=-14dB:ratio=3,equalizer=f=3000:t=q:w=1:g=4,volume=-2dB[out]',
  ].join(';')
  await runFfmpeg(ffmpeg, [
    '-v',
    'error',
    '-i',
    songPath,
    '-filter_complex',
    filter,
    '-map',
    '[out]',
    '-b:a',
    '192k',
    masterPath,
  ])
  return () => rmSync(folder, { recursive: true })
})

async function filmOf55() {
  const context = temporaryContext()
  const song = createSongDesk(context)
  let projectId: ProjectId | null = null
  for await (const event of song.take({ projectId: null, file: { kind: 'path', path: songPath } })) {
    if (event.kind === 'done') projectId = event.projectId as ProjectId
  }
  const treatment = createTreatmentDesk(context)
  const lines = Array.from({ length: 55 }, (_, index) => `Through door number ${index + 1}, on and on`)
  treatment.pasteShots(projectId!, lines.join('\n'), { kind: 'insert', afterShotId: null })
  createSequencesDesk(context).assemble({
    projectId: projectId!,
    sequenceId: null,
    transition: 'cut',
    how: 'new-version',
  })
  return { context, song, projectId: projectId! }
}

function cutsOf(context: ReturnType<typeof temporaryContext>, projectId: ProjectId) {
  const { sequence } = latestSequence(context.library.db, projectId)!
  const pictures = sequence.tracks.find(({ kind }) => kind === 'picture')!
  const clips = pictures.items.filter(item => item.kind === 'clip')
  const frames = cutFrames(pictures)
  return { sequence, byClip: new Map(clips.map((clip, index) => [clip.id, frames[index]!])) }
}

test('412 ms more head, 0.3 % slower, two bars cut from the bridge: every other cut is within a frame of its beat', async () => {
  const { context, song, projectId } = await filmOf55()
  // Repairs go along: a section has a name, and the doubtful outro is settled.
  const before = song.open(projectId)!
  const outro = before.sections.at(-1)!
  song.repair(
    projectId,
    [
      { kind: 'name-section', index: 1, name: 'Morning' },
      { kind: 'settle', span: outro },
    ],
    'Name',
  )
  const old = effectiveSong(context, projectId)!
  const oldCuts = cutsOf(context, projectId)
  const rowsBefore = context.library.db.all('SELECT * FROM shot ORDER BY id')

  let comparison: SongComparison | null = null
  const signal = new AbortController().signal
  for await (const event of song.compare(projectId, { kind: 'path', path: masterPath }, signal)) {
    if (event.kind === 'compared') comparison = event.comparison
  }
  expect(comparison!.matchedShare).toBeGreaterThan(0.9)
  const [lost] = comparison!.lostSpans.toSorted((a, b) => b.endTicks - b.startTicks - a.endTicks + a.startTicks)
  expect(secondsFromTicks(lost!.startTicks)).toBeCloseTo(CUT_FROM_BAR * BAR_SECONDS, 1)
  expect(secondsFromTicks(lost!.endTicks)).toBeCloseTo(CUT_TO_BAR * BAR_SECONDS, 1)

  await song.replace(projectId, comparison!.comparisonId)
  const newCuts = cutsOf(context, projectId)
  const { rate } = newCuts.sequence
  expect(checkSequence(newCuts.sequence)).toEqual([])
  const nearestBeat = (frame: number): Ticks =>
    old.analysis.beats.reduce((best, beat) =>
      Math.abs(framesFromTicks(beat, rate) - frame) < Math.abs(framesFromTicks(best, rate) - frame) ? beat : best,
    )
  let kept = 0
  let worstFrames = 0
  const gone: number[] = []
  for (const [clip, frame] of oldCuts.byClip) {
    if (frame === 0) continue
    const place = truth(secondsFromTicks(nearestBeat(frame)))
    if (place === null) {
      gone.push(frame)
      continue
    }
    const exactFrame = (place * rate.numerator) / rate.denominator
    worstFrames = Math.max(worstFrames, Math.abs(newCuts.byClip.get(clip)! - exactFrame))
    kept += 1
  }
  expect(kept).toBeGreaterThan(50)
  expect(worstFrames).toBeLessThan(0.75)
  expect(
    comparison!.lost.filter(({ what }) => what === 'cut').map(({ atTicks }) => framesFromTicks(atTicks, rate)),
  ).toEqual(gone)
  expect(gone.length).toBeGreaterThan(0)

  const after = song.open(projectId)!
  expect(after.file.name).toBe('one-long-morning-master-2.mp3')
  expect(after.sections[1]!.name).toBe('Morning')
  const places = listShots(context.library.db, projectId).flatMap(({ place }) => (place ? [place] : []))
  expect(places[0]!.startFrame).toBe(0)
  places.slice(1).forEach((place, index) => expect(place.startFrame).toBe(places[index]!.endFrame))
  expect(places.at(-1)!.endFrame).toBe(framesFromTicks(after.durationTicks, rate))

  const place = { projectId, document: 'song' } as const
  const history = createHistoryDesk(context)
  history.undo(place)
  expect(cutsOf(context, projectId).byClip).toEqual(oldCuts.byClip)
  expect(context.library.db.all('SELECT * FROM shot ORDER BY id')).toEqual(rowsBefore)
  expect(effectiveSong(context, projectId)!.songId).toBe(old.songId)
  expect(effectiveSong(context, projectId)!.repairs).toEqual(old.repairs)
  history.redo(place)
  expect(cutsOf(context, projectId).byClip).toEqual(newCuts.byClip)
})
