import { app, net, safeStorage } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Host, Shell } from '#main/host.ts'
import { followNetwork } from '#main/hosts/network.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { createKeyFile, NO_SEAL, type Seal } from '#main/services/key-store.ts'

/** The host of the desktop app. Installed, it finds what the package put beside the archive; else the checkout's. */
export function electronHost(log: (line: string) => void, shell?: Shell): Host {
  const packagedFfmpeg = join(process.resourcesPath, 'ffmpeg', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')
  const resourcesDir = app.isPackaged ? join(process.resourcesPath, 'studio') : join(app.getAppPath(), 'resources')
  return {
    resourcesDir,
    chosenFfmpeg: process.env['FLYTHROUGH_FFMPEG'] ?? null,
    packagedFfmpeg: app.isPackaged && existsSync(packagedFfmpeg) ? packagedFfmpeg : null,
    log,
    keys: createKeyFile(join(app.getPath('userData'), 'keys.json'), {
      seal: systemSeal(),
      shipped: () => loadCatalogue(resourcesDir),
    }),
    pageDir: join(import.meta.dirname, '../renderer'),
    version: app.getVersion(),
    network: followNetwork(() => net.isOnline()),
    ...(shell ? { shell } : {}),
  }
}

/** Sealed by the system's keychain; where it has none (a Linux without one), the file's rights protect the keys. Asked at each use: it is ready only after the app is. */
function systemSeal(): Seal {
  const system = (): Seal =>
    safeStorage.isEncryptionAvailable()
      ? {
          seal: text => safeStorage.encryptString(text).toString('base64'),
          open: sealed => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
        }
      : NO_SEAL
  return { seal: text => system().seal(text), open: sealed => system().open(sealed) }
}
