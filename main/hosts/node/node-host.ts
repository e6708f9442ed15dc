import { fileURLToPath } from 'node:url'
import type { Host } from '#main/host.ts'

/** The host of the command line and of `serve`. `FLYTHROUGH_FFMPEG` is this host's setting for ffmpeg. */
export function nodeHost(log: (line: string) => void): Host {
  return {
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
    chosenFfmpeg: process.env['FLYTHROUGH_FFMPEG'] ?? null,
    packagedFfmpeg: null,
    log,
  }
}
