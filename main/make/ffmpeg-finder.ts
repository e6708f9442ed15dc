import type { Host } from '#main/host.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'

/**
 * Looks for an ffmpeg when it is first needed, until there is one, and anew when the user has chosen another; warnings go to
 * the host's log. What the host was told (FLYTHROUGH_FFMPEG) is for this run and wins over `chosenPath`, the user's setting.
 */
export function ffmpegFinder(host: Host, chosenPath: () => string | null = () => null): () => Promise<FfmpegProgram> {
  let found: { readonly chosen: string | null; readonly ffmpeg: Promise<FfmpegProgram> } | undefined
  const find = async (chosen: string | null): Promise<FfmpegProgram> => {
    const { ffmpeg, warnings } = await findFfmpeg({
      settingPath: chosen ?? undefined,
      packagedPath: host.packagedFfmpeg ?? undefined,
    })
    for (const warning of warnings) host.log(warning)
    return ffmpeg
  }
  return () => {
    const chosen = host.chosenFfmpeg ?? chosenPath()
    if (found?.chosen === chosen) return found.ffmpeg
    const looking = {
      chosen,
      ffmpeg: find(chosen).catch((error: unknown) => {
        if (found === looking) found = undefined
        throw error
      }),
    }
    found = looking
    return looking.ffmpeg
  }
}
