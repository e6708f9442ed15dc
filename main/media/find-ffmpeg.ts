import { accessSync, constants, existsSync, statSync } from 'node:fs'
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
  /** So long without an answer, and it is given up; 10 s by default, for a system may look through a new program first. */
  readonly answerTimeoutMs?: number | undefined
}

export type FoundFfmpeg = {
  readonly ffmpeg: FfmpegProgram
  /** Sentences for a person: it works, but not as well as it should. */
  readonly warnings: readonly string[]
}

const DEFAULT_ANSWER_TIMEOUT_MS = 10_000
const OLDEST_TESTED = { major: 5, minor: 1 }
const NEEDED_ENCODERS = ['libx264', 'aac'] as const

/**
 * Finds an ffmpeg that works: the user's setting (or FLYTHROUGH_FFMPEG), the packaged one, ffmpeg-static's, the PATH's.
 * Rejects with StudioError `ffmpeg/missing`, `ffmpeg/stalled` (it hangs) or `ffmpeg/unsuitable` (it lacks an encoder).
 */
export async function findFfmpeg(options: FindFfmpegOptions = {}): Promise<FoundFfmpeg> {
  const env = options.env ?? process.env
  const answerTimeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS
  const chosen = options.settingPath ?? env['FLYTHROUGH_FFMPEG']
  if (chosen) return check({ path: chosen, source: 'setting' }, answerTimeoutMs)

  let firstFailure: unknown
  for (const candidate of candidates(options, env)) {
    try {
      return await check(candidate, answerTimeoutMs)
    } catch (error) {
      firstFailure ??= error
    }
  }
  throw (
    firstFailure ??
    new StudioError(
      'ffmpeg/missing',
      'ffmpeg was not found. Install it (Debian, Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg), choose it in the settings, or name it in FLYTHROUGH_FFMPEG.',
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

/** Searches PATH for a program. On Windows only for an `.exe`: anything else would need a shell to start it. */
export function findOnPath(
  name: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const isWindows = platform === 'win32'
  const search = env['PATH'] ?? env['Path'] ?? ''
  return search
    .split(isWindows ? ';' : delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder.replace(/^"(.*)"$/, '$1'), isWindows ? `${name}.exe` : name))
    .find(path => isFile(path) && (isWindows || isExecutable(path)))
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function check({ path, source }: Candidate, answerTimeoutMs: number): Promise<FoundFfmpeg> {
  const versionText = await answer(path, ['-version'], answerTimeoutMs)
  const version = /^ffmpeg version (\S+)/.exec(versionText)?.[1]
  if (!version) {
    throw new StudioError('ffmpeg/missing', `${path} is not ffmpeg. Install ffmpeg, or ${CHOOSE_ANOTHER}.`, {
      details: { versionText },
    })
  }
  const encoderText = hasBuiltIn(versionText) ? null : await answer(path, ['-encoders'], answerTimeoutMs)
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

async function answer(path: string, args: readonly string[], stallTimeoutMs: number): Promise<string> {
  const chunks: Buffer[] = []
  await runFfmpeg({ path }, args, {
    stallTimeoutMs,
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
