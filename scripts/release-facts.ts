import type { Configuration } from 'electron-builder'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

type Facts = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: 'linux' | 'darwin' | 'win32'
  readonly arch: string
  /** The folder with ffmpeg's programs, one below it for each system. */
  readonly ffmpegDir: string
}

const OS = { linux: 'linux', darwin: 'mac', win32: 'win' } as const
const PERSON = /^[^<>@]+ <[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>$/

/** What stands between these files and a release on this system, each in a sentence; nothing when it can be packed. */
export function releaseComplaints({ environment, platform, arch, ffmpegDir }: Facts): string[] {
  const { FLYTHROUGH_MAINTAINER: maintainer = '', FLYTHROUGH_HOMEPAGE: homepage = '' } = environment
  // Installed from a package, the program names who answers for it: whoever packs it, and nobody made up.
  const hasWords = platform !== 'linux' || PERSON.test(maintainer)
  const hasPage = platform !== 'linux' || /^https:\/\/[^\s.]+\.\S+$/.test(homepage)
  const arches = platform === 'darwin' ? ['x64', 'arm64'] : [arch]
  const folders = arches.map(each => join(ffmpegDir, `${OS[platform]}-${each}`))
  return [
    ...(hasWords ? [] : ['A deb names who answers for it: set FLYTHROUGH_MAINTAINER to "Your Name <your address>".']),
    ...(hasPage ? [] : ['A deb names its home page: set FLYTHROUGH_HOMEPAGE to an https address.']),
    ...folders
      .filter(folder => !existsSync(join(folder, platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')))
      .map(
        folder => `The app would have no ffmpeg: put it into ${folder}, with its licence and the place of its source.`,
      ),
  ]
}

/** What a release adds to electron-builder.yml. */
export function releaseConfig({ environment }: Pick<Facts, 'environment'>): Configuration {
  const { FLYTHROUGH_MAINTAINER: maintainer, FLYTHROUGH_HOMEPAGE: homepage } = environment
  return {
    ...(homepage ? { extraMetadata: { homepage } } : {}),
    ...(maintainer ? { deb: { maintainer } } : {}),
  }
}
