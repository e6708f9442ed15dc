import { app } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '#main/host.ts'

/** The host of the desktop app. Installed, it finds what the package put beside the archive; else the checkout's. */
export function electronHost(): Host {
  const packagedFfmpeg = join(process.resourcesPath, 'ffmpeg', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')
  return {
    resourcesDir: app.isPackaged ? join(process.resourcesPath, 'studio') : join(app.getAppPath(), 'resources'),
    chosenFfmpeg: null,
    packagedFfmpeg: existsSync(packagedFfmpeg) ? packagedFfmpeg : null,
    log: line => console.error(line),
  }
}
