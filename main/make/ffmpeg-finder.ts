import type { Host } from '#main/host.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'

/** Looks for this host's ffmpeg when it is first needed, until there is one; warnings go to the host's log. */
export function ffmpegFinder(host: Host): () => Promise<FfmpegProgram> {
  let found: Promise<FfmpegProgram> | undefined
  const find = async (): Promise<FfmpegProgram> => {
    const { ffmpeg, warnings } = await findFfmpeg({
      settingPath: host.chosenFfmpeg ?? undefined,
      packagedPath: host.packagedFfmpeg ?? undefined,
    })
    for (const warning of warnings) host.log(warning)
    return ffmpeg
  }
  return () =>
    (found ??= find().catch((error: unknown) => {
      found = undefined
      throw error
    }))
}
