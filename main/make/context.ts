import type { Catalogue } from '#model/catalogue.ts'
import type { ProgressListener } from '#main/progress.ts'
import type { Library } from '#main/library/library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'

/** What the steps of making a film work with; built once in app.ts. */
export type MakeContext = {
  readonly library: Library
  readonly catalogue: Catalogue
  /** Looked for when first needed: listing projects must not fail for want of ffmpeg. */
  readonly ffmpeg: () => Promise<FfmpegProgram>
}

/** How one run is watched and stopped. `log` takes lines that a person should see. */
export type RunOptions = {
  readonly signal: AbortSignal
  readonly onProgress: ProgressListener
  readonly log: (line: string) => void
}
