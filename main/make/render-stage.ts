import { StudioError } from '#model/errors.ts'
import type { MediaId, ShotId } from '#model/ids.ts'
import { planRender, type ShotCaption } from '#model/render-plan.ts'
import { filmFrames, type Sequence } from '#model/sequence.ts'
import { framesFromTicks, secondsFromFrames, ticksFromSeconds, type FrameRange, type FrameRate } from '#model/time.ts'
import { captionLook, drawCaption, drawGapCard } from '#main/captions/caption.ts'
import { beginRender } from '#main/render/store.ts'
import { renderSequence } from '#main/render/render-sequence.ts'
import { pruneCache } from '#main/render/piece-cache.ts'
import { PRESETS, type PresetName } from '#model/render-presets.ts'
import { loadTags } from '#main/song/store.ts'
import { listShotsEver } from '#main/treatment/shot-store.ts'
import type { MakeContext } from './context.ts'
import { hasGeneratedTake } from './generated-takes.ts'
import type { RenderSpan } from './make-request.ts'
import { songOf } from './song-of.ts'
import type { StageCount } from './stage-clock.ts'
import type { Work } from './work.ts'

export type RenderStage = {
  readonly sequence: Sequence
  readonly outputPath: string
  readonly span: RenderSpan
  readonly preset: PresetName
  readonly verify: 'quick' | 'full'
}

export type RenderedFilm = StageCount & { readonly frames: number; readonly durationSeconds: number }

/** The frames between two times of the film; the whole film where neither is given. Throws 'render/empty-span'. */
export function spanOf(span: RenderSpan, filmLength: number, rate: FrameRate): FrameRange {
  const frameAt = (seconds: number): number => framesFromTicks(ticksFromSeconds(seconds), rate)
  const startFrame = span.fromSeconds === null ? 0 : frameAt(span.fromSeconds)
  const endFrame = span.toSeconds === null ? filmLength : Math.min(filmLength, frameAt(span.toSeconds))
  if (startFrame >= endFrame) {
    const length = secondsFromFrames(filmLength, rate).toFixed(3)
    const message = `There is nothing between --from and --to: the film is ${length} s long, and --from must come before --to.`
    throw new StudioError('render/empty-span', message, { kind: 'usage' })
  }
  return { startFrame, endFrame }
}

/** Pieces are kept up to this much, the longest unused go first: some forty films of four minutes. */
const CACHE_BYTES = 20 * 2 ** 30

/** Renders a span of the sequence in pieces; what the cache holds is not encoded again. */
export async function renderStage(context: MakeContext, stage: RenderStage, run: Work): Promise<RenderedFilm> {
  const { library } = context
  const { sequence } = stage
  const songId = songOf(sequence)
  const tags = songId ? loadTags(library.db, songId) : undefined
  const preset = PRESETS[stage.preset]
  const span = spanOf(stage.span, filmFrames(sequence.film), sequence.rate)
  const captions = new Map<ShotId, ShotCaption>(
    listShotsEver(library.db, sequence.projectId).map(shot => [
      shot.id,
      { number: shot.position + 1, text: shot.written.prompt },
    ]),
  )
  const plan = planRender(sequence, { span, captions, areCaptionsShown: preset.areCaptionsShown })
  const book = beginRender(library.db, run.lease, {
    sequence,
    settings: { preset: stage.preset, span: stage.span, verify: stage.verify },
    outputPath: stage.outputPath,
  })
  let rendered: { encoded: number; reused: number }
  try {
    rendered = await renderSequence({
      plan,
      preset,
      ffmpeg: await context.ffmpeg(),
      mediaPath: (id: MediaId) => library.media.pathOf(id),
      cacheDir: library.cacheDir,
      workDir: library.workDir,
      outputPath: stage.outputPath,
      tags: {
        title: tags?.title ?? null,
        artist: tags?.artist ?? null,
        album: tags?.album ?? null,
        isAiGenerated: hasGeneratedTake(library.db, sequence),
      },
      captions: {
        look: captionLook(),
        draw: ({ number, text }, size, kind) => {
          const caption = { ...size, shotNumber: number, text }
          return kind === 'card' ? drawGapCard(caption) : drawCaption(caption)
        },
      },
      verify: stage.verify,
      signal: run.signal,
      onProgress: ({ done, total, secondsLeft }: { done: number; total: number; secondsLeft: number | null }) =>
        run.onProgress({ stage: 'render', done, total, unit: 'frames', secondsLeft }),
    })
    book.end('done', null)
  } catch (error) {
    const isStopped = run.signal.aborted
    book.end(isStopped ? 'stopped' : 'failed', error instanceof Error ? error.message : String(error))
    throw error
  }
  if (rendered.encoded > 0) {
    // The film is there: what cannot be cleared away now is cleared away some other time.
    await pruneCache(library.cacheDir, CACHE_BYTES).catch((error: unknown) =>
      run.log(`Old pieces could not be cleared away: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
  const frames = span.endFrame - span.startFrame
  const durationSeconds = secondsFromFrames(frames, sequence.rate)
  return { frames, durationSeconds, made: rendered.encoded, reused: rendered.reused }
}
