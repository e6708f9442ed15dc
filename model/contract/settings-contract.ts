import { oc } from '@orpc/contract'
import { z } from 'zod'
import { settingChanges, settingValues } from '#model/settings.ts'

/** The ffmpeg that is used, or why there is none: films cannot be heard or rendered without it. */
export const ffmpegFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    path: z.string(),
    version: z.string(),
    source: z.enum(['setting', 'packaged', 'ffmpeg-static', 'PATH']),
  }),
  z.object({ kind: z.literal('trouble'), sentence: z.string() }),
])

export type FfmpegFacts = z.infer<typeof ffmpegFacts>

/**
 * - `all`: every setting's value.
 * - `change`: those that are given; a folder or an ffmpeg that does not do is refused with settings/no-folder or the
 *   ffmpeg codes, and nothing is changed.
 * - `ffmpeg`: the one in use.
 */
export const settingsContract = {
  all: oc.output(settingValues),
  change: oc.input(settingChanges).output(settingValues),
  ffmpeg: oc.output(ffmpegFacts),
}
