import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'

export type FullDisk = {
  readonly folder: string
  /** What a command must be told so that it meets the full disk. */
  readonly environment: NodeJS.ProcessEnv
  makeRoom(): void
  remove(): void
}

/** A disk of one megabyte at `folder` where we may mount one; elsewhere a folder, and an ffmpeg that finds its disk full. */
export function fullDisk(folder: string, ffmpeg: FfmpegProgram): FullDisk {
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return pretended(folder, ffmpeg)
  }
  return {
    folder,
    environment: {},
    makeRoom: () => void execFileSync('mount', ['-o', 'remount,size=100m', folder]),
    remove: () => void execFileSync('umount', [folder]),
  }
}

function pretended(folder: string, ffmpeg: FfmpegProgram): FullDisk {
  const program = join(folder, 'ffmpeg-on-a-full-disk')
  const write = (encoder: string): void =>
    writeFileSync(program, `#!/bin/sh\ncase "$*" in *libx264*) ${encoder};; esac\nexec "${ffmpeg.path}" "$@"\n`, {
      mode: 0o755,
    })
  write('echo "Error writing trailer: No space left on device" >&2; exit 1')
  return {
    folder,
    environment: { FLYTHROUGH_FFMPEG: program },
    makeRoom: () => write(':'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
