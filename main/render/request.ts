import type { MediaId } from '#model/ids.ts'
import type { RenderPlan, ShotCaption } from '#model/render-plan.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { FilmWords } from './film-words.ts'
import type { PlateInput } from './piece-args.ts'
import type { RenderPreset } from '#model/render-presets.ts'
import type { RenderProgress } from './render-progress.ts'

export type CaptionDrawer = {
  /** Names all that the pictures depend on beside what `draw` is given: another look is drawn anew. */
  readonly look: string
  /** Draws a caption as a PNG of exactly `size`: transparent to lie over a picture, or a full card in place of one. */
  draw(
    caption: ShotCaption,
    size: { readonly width: number; readonly height: number },
    kind: 'overlay' | 'card',
  ): Buffer | Promise<Buffer>
}

/** Draws the plate of number, bar and timecode that is laid over every picture of a review copy. */
export type BurnInDrawer = {
  readonly look: string
  plateFor(size: { readonly width: number; readonly height: number }): PlateInput & {
    /** Rows from the top, four bytes each pixel. */
    draw(words: { readonly shot: string; readonly bar: string; readonly timecode: string }): Buffer
  }
}

export type RenderRequest = {
  readonly plan: RenderPlan
  readonly preset: RenderPreset
  readonly ffmpeg: FfmpegProgram
  /** Where a media file is; throws when it is not there. */
  readonly mediaPath: (id: MediaId) => string
  /** Keeps finished pieces from one render to the next. On the disk of `workDir`. */
  readonly cacheDir: string
  /** Holds what is not finished yet. Whoever owns it empties it after a crash. */
  readonly workDir: string
  /** The file to write. */
  readonly outputPath: string
  readonly tags: FilmWords['tags']
  /** Without it, cards are black and captions left out. */
  readonly captions?: CaptionDrawer | undefined
  /** Needed where the plan burns something in. */
  readonly burnIn?: BurnInDrawer | undefined
  /** `full` also decodes every frame of the finished film. */
  readonly verify: 'quick' | 'full'
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: RenderProgress) => void) | undefined
}
