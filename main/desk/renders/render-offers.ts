import { access } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DeskContext } from '../desk-context.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { filmWords } from '#main/make/film-words.ts'
import { filmRequest } from '#main/make/render-film.ts'
import { hasEncoder } from '#main/media/encoders.ts'
import { encoderName } from '#main/render/encoder-args.ts'
import { planWork } from '#main/render/parts.ts'
import { jobCount } from '#main/render/run-jobs.ts'
import { renderFacts, type RenderFacts } from '#model/contract/render-facts.ts'
import type { RenderOffer } from '#model/contract/renders-contract.ts'
import { PRESET_NAMES, PRESETS, renderSize, usualBytes, usualSeconds, type PresetName } from '#model/render-presets.ts'
import type { ProjectId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { framesIn, type FrameRange } from '#model/time.ts'

/** Joining, marking and checking cost about so much of a second a frame, whatever the size. */
const SECONDS_TO_FINISH_A_FRAME = 4e-4
/** Only the newest renders tell of how this machine and these pictures are. */
const RENDERS_LEARNT_FROM = 20
/** Of fewer the beginning and end of each piece say more than its frames. */
const FRAMES_LEARNT_FROM = 500

/** What each preset would come to for these frames of the cut. Rejects with `ffmpeg/*` when there is none. */
export async function offersFor(context: DeskContext, sequence: Sequence, span: FrameRange): Promise<RenderOffer[]> {
  const learnt = lastFacts(context.library.db, sequence.projectId)
  const words = filmWords(context.library, sequence)
  const ffmpeg = await context.ffmpeg()
  const offers: RenderOffer[] = []
  for (const name of PRESET_NAMES) {
    const preset = PRESETS[name]
    const size = renderSize(preset, sequence)
    const isThere = await hasEncoder(ffmpeg, encoderName(preset.picture))
    const order = { sequence, words, preset: name, span, outputPath: '', verify: 'quick' } as const
    const { pieces } = planWork(await filmRequest(context, order))
    const isReady = await Promise.all(pieces.map(piece => isFile(piece.path)))
    const missing = pieces.filter((_, index) => !isReady[index]).reduce((sum, piece) => sum + piece.frames, 0)
    const frames = framesIn(span)
    const jobs = jobCount({ cores: availableParallelism(), memoryBytes: totalmem() }, size)
    const { bytes, seconds } = scalesFor(name, learnt, jobs)
    const encoding = (usualSeconds(preset, size, missing) / jobs) * seconds
    offers.push({
      preset: name,
      ...size,
      trouble: isThere ? null : 'The ffmpeg on this machine cannot write it.',
      sizeBytes: Math.round(usualBytes(preset, size, frames, sequence.rate) * bytes),
      seconds: encoding + frames * SECONDS_TO_FINISH_A_FRAME + 1,
      pieces: pieces.length,
      piecesReady: isReady.filter(Boolean).length,
    })
    // Each is quick; all together would hold up whoever edits meanwhile.
    await nextTurn()
  }
  return offers
}

async function isFile(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

type Learnt = ReadonlyMap<PresetName, RenderFacts>

/** The facts of a project's last films, one for each preset. */
function lastFacts(db: ReadableDb, projectId: ProjectId): Learnt {
  const rows = db.all<{ preset: PresetName; facts: string }>(
    `SELECT settings_json ->> '$.preset' AS preset, facts_json AS facts FROM render
      WHERE project_id = ? AND state = 'done' AND facts_json IS NOT NULL ORDER BY finished_at_ms DESC LIMIT ?`,
    [projectId, RENDERS_LEARNT_FROM],
  )
  const learnt = new Map<PresetName, RenderFacts>()
  for (const { preset, facts } of rows) {
    const read = renderFacts.safeParse(JSON.parse(facts))
    const known = learnt.get(preset)
    if (!read.success || !PRESET_NAMES.includes(preset)) continue
    // What was put together of old pieces tells the size, and nothing of the speed.
    if (!known || (known.encodedFrames < FRAMES_LEARNT_FROM && read.data.encodedFrames >= FRAMES_LEARNT_FROM)) {
      learnt.set(preset, read.data)
    }
  }
  return learnt
}

/** How this project's films compare with the usual: by the preset's own last film, else by the last of any. */
function scalesFor(name: PresetName, learnt: Learnt, jobs: number): { bytes: number; seconds: number } {
  const [preset, facts] = learnt.has(name) ? [name, learnt.get(name)!] : ([...learnt][0] ?? [])
  if (!preset || !facts) return { bytes: 1, seconds: 1 }
  const known = PRESETS[preset]
  const rate = { numerator: facts.frames, denominator: Math.max(1, Math.round(facts.pictureSeconds)) }
  const bytes = facts.sizeBytes / usualBytes(known, facts, facts.frames, rate)
  // ProRes spends nearly the same on every picture.
  const isOfSameKind = known.picture.codec === PRESETS[name].picture.codec
  const seconds = (facts.encodingSeconds * jobs) / usualSeconds(known, facts, Math.max(1, facts.encodedFrames))
  return { bytes: isOfSameKind ? bytes : 1, seconds: facts.encodedFrames < FRAMES_LEARNT_FROM ? 1 : seconds }
}
