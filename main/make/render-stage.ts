import { StudioError } from '#model/errors.ts'
import type { PresetName } from '#model/render-presets.ts'
import { filmFrames, type Sequence } from '#model/sequence.ts'
import { framesFromTicks, secondsFromFrames, ticksFromSeconds, type FrameRange, type FrameRate } from '#model/time.ts'
import { beginRender } from '#main/render/store.ts'
import type { MakeContext } from './context.ts'
import type { RenderSpan } from './make-request.ts'
import { filmWords } from './film-words.ts'
import { renderFilm } from './render-film.ts'
import type { StageCount } from './stage-clock.ts'
import type { Work } from './work.ts'

export type RenderStage = {
  readonly sequence: Sequence
  readonly outputPath: string
  readonly span: RenderSpan
  readonly preset: PresetName
  readonly verify: 'quick' | 'full'
}

export type RenderedFilm = StageCount & {
  readonly frames: number
  readonly durationSeconds: number
  readonly width: number
  readonly height: number
}

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

/** Renders a span of the sequence in pieces; what the cache holds is not encoded again. */
export async function renderStage(context: MakeContext, stage: RenderStage, run: Work): Promise<RenderedFilm> {
  const { library } = context
  const { sequence, preset, outputPath, verify } = stage
  const span = spanOf(stage.span, filmFrames(sequence.film), sequence.rate)
  const book = beginRender(library.db, run.lease, {
    sequence,
    settings: { preset, span, section: null, cutName: sequence.name, verify },
    outputPath,
  })
  const order = { sequence, words: filmWords(library, sequence), preset, span, outputPath, verify }
  const { signal, log } = run
  try {
    const { encoded, reused, facts } = await renderFilm(
      context,
      order,
      {
        signal,
        log,
        onProgress: ({ done, total, secondsLeft }) =>
          run.onProgress({ stage: 'render', done, total, unit: 'frames', secondsLeft }),
      },
      { hasChecksum: false },
    )
    book.end({ state: 'done', facts })
    const { frames, width, height } = facts
    return { frames, width, height, durationSeconds: secondsFromFrames(frames, sequence.rate), made: encoded, reused }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    book.end({ state: signal.aborted ? 'stopped' : 'failed', why })
    throw error
  }
}
