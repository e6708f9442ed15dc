import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { CHOOSE_ANOTHER, runFfmpeg, type FfmpegProgram } from './ffmpeg.ts'

export type FindFfmpegOptions = {
  /** The path in the user's settings; before everything else, and never silently passed over. */
  readonly settingPath?: string | undefined
  /** The path among the program's packaged resources, if the host has such. */
  readonly packagedPath?: string | undefined
  /** ffmpeg-static's program, unless told otherwise; null = there is none. */
  readonly bundledPath?: string | null | undefined
  readonly env?: NodeJS.ProcessEnv | undefined
}

export type FoundFfmpeg = {
  readonly ffmpeg: FfmpegProgram
  /** Sentences for a person: it works, but not as well as it should. */
  readonly warnings: readonly string[]
}

const ANSWER_TIMEOUT_MS = 5_000
const OLDEST_TESTED = { major: 5, minor: 1 }
const NEEDED_ENCODERS = ['libx264', 'aac'] as const

/**
 * Finds an ffmpeg that works: the user's setting (or FLYTHROUGH_FFMPEG), the packaged one, ffmpeg-static's, the PATH's.
 * Rejects with StudioError `ffmpeg/missing`, `ffmpeg/stalled` (it hangs) or `ffmpeg/unsuitable` (it lacks an encoder).
 */
export async function findFfmpeg(options: FindFfmpegOptions = {}): Promise<FoundFfmpeg> {
  const env = options.env ?? process.env
  const chosen = options.settingPath ?? env['FLYTHROUGH_FFMPEG']
  if (chosen) return check(chosen, 'setting')

  let firstFailure: unknown
  for (const { path, source } of candidates(options, env)) {
    try {
      return await check(path, source)
    } catch (error) {
      firstFailure ??= error
    }
  }
  throw (
    firstFailure ??
    new StudioError(
      'ffmpeg/missing',
      'ffmpeg was not found. Install it (Debian, Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg), or set FLYTHROUGH_FFMPEG to its path.',
    )
  )
}

type Candidate = { readonly path: string; readonly source: FfmpegProgram['source'] }

function candidates({ packagedPath, bundledPath }: FindFfmpegOptions, env: NodeJS.ProcessEnv): Candidate[] {
  const list: Candidate[] = []
  if (packagedPath && isFile(packagedPath)) list.push({ path: packagedPath, source: 'packaged' })
  const bundled = bundledPath === undefined ? ffmpegStaticPath() : bundledPath
  if (bundled) list.push({ path: bundled, source: 'ffmpeg-static' })
  const onPath = findOnPath('ffmpeg', env)
  if (onPath) list.push({ path: onPath, source: 'PATH' })
  return list
}

/** The binary of the optional package; its download may have failed, and a packaged app keeps it outside the archive. */
function ffmpegStaticPath(): string | undefined {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static')
    if (typeof path !== 'string') return undefined
    const unpacked = path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
    return isFile(unpacked) ? unpacked : undefined
  } catch {
    return undefined
  }
}

/** Searches PATH as a shell would, honouring PATHEXT on Windows. */
export function findOnPath(
  name: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const endings = platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD;.BAT;.COM').split(';') : ['']
  const search = env['PATH'] ?? env['Path'] ?? ''
  for (const folder of search.split(platform === 'win32' ? ';' : delimiter)) {
    if (folder === '') continue
    for (const ending of endings) {
      const path = join(folder.replace(/^"(.*)"$/, '$1'), name + ending.toLowerCase())
      if (isFile(path)) return path
    }
  }
  return undefined
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

async function check(path: string, source: FfmpegProgram['source']): Promise<FoundFfmpeg> {
  const versionText = await answer(path, ['-version'])
  const version = /^ffmpeg version (\S+)/.exec(versionText)?.[1]
  if (!version) {
    throw new StudioError('ffmpeg/missing', `${path} is not ffmpeg. Install ffmpeg, or ${CHOOSE_ANOTHER}.`, {
      details: { versionText },
    })
  }
  const encoderText = hasBuiltIn(versionText) ? null : await answer(path, ['-encoders'])
  const lacking =
    encoderText === null
      ? []
      : NEEDED_ENCODERS.filter(name => !new RegExp(String.raw`^ [VA]\S+ ${name} `, 'm').test(encoderText))
  if (lacking.length > 0) {
    const message = `The ffmpeg at ${path} cannot write ${lacking.join(' and ')}. Install a full build, or ${CHOOSE_ANOTHER}.`
    throw new StudioError('ffmpeg/unsuitable', message, { details: { version, lacking } })
  }
  return { ffmpeg: { path, version, source }, warnings: isOlderThanTested(version) ? [oldText(path, version)] : [] }
}

/** ffmpeg's own aac is in every build that does not say otherwise; x264 only where its configuration says so. */
function hasBuiltIn(versionText: string): boolean {
  return versionText.includes('--enable-libx264') && !versionText.includes('--disable-encoder')
}

async function answer(path: string, args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = []
  await runFfmpeg({ path }, args, {
    stallTimeoutMs: ANSWER_TIMEOUT_MS,
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks).toString('utf8')
}

/** Builds of unreleased versions have no number and count as new. */
export function isOlderThanTested(version: string): boolean {
  const match = /^n?(\d+)\.(\d+)/.exec(version)
  if (!match) return false
  const [major, minor] = [Number(match[1]), Number(match[2])]
  return major < OLDEST_TESTED.major || (major === OLDEST_TESTED.major && minor < OLDEST_TESTED.minor)
}

function oldText(path: string, version: string): string {
  return `The ffmpeg at ${path} is version ${version}; ${OLDEST_TESTED.major}.${OLDEST_TESTED.minor} or newer is needed for everything to work.`
}
