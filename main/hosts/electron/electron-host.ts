import { app, net } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Host, Shell } from '#main/host.ts'
import { followNetwork } from '#main/hosts/network.ts'

/** The host of the desktop app. Installed, it finds what the package put beside the archive; else the checkout's. */
export function electronHost(log: (line: string) => void, shell?: Shell): Host {
  const packagedFfmpeg = join(process.resourcesPath, 'ffmpeg', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')
  return {
    resourcesDir: app.isPackaged ? join(process.resourcesPath, 'studio') : join(app.getAppPath(), 'resources'),
    chosenFfmpeg: process.env['FLYTHROUGH_FFMPEG'] ?? null,
    packagedFfmpeg: app.isPackaged && existsSync(packagedFfmpeg) ? packagedFfmpeg : null,
    log,
    pageDir: join(import.meta.dirname, '../renderer'),
    version: app.getVersion(),
    network: followNetwork(() => net.isOnline()),
    ...(shell ? { shell } : {}),
  }
}
