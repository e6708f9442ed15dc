import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyAsar } from './asar.ts'
import { FUSE_SENTINEL } from './fuses.ts'

/**
 * Writes what the packager needs to find of an Electron distribution for Linux: the names it copies and renames, an
 * archive whose header it hashes, and an executable with fuses to set. It packs; it does not run.
 */
export function writeStandInElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  const names = ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler', 'icudtl.dat']
  for (const name of [...names, 'resources.pak', 'libffmpeg.so', 'locales/en-US.pak', 'locales/de.pak']) {
    writeFileSync(join(folder, name), 'stand-in')
  }
  writeFileSync(join(folder, 'version'), version)
  writeFileSync(join(folder, 'resources', 'default_app.asar'), emptyAsar())

  const elfHeader = Buffer.alloc(64)
  elfHeader.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  // The wire: version 1, nine fuses, each '0' or '1', as a fresh Electron has them.
  const wire = Buffer.concat([Buffer.from([1, 9]), Buffer.from('101100101')])
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([elfHeader, Buffer.from(FUSE_SENTINEL), wire, Buffer.alloc(64)]),
  )
  chmodSync(join(folder, 'electron'), 0o755)
}
