import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emptyAsar } from './asar.ts'
import { FUSE_SENTINEL } from './fuses.ts'

/** The platforms that a package can be checked for on any machine; a Mac's needs a whole folder tree of its own. */
export type PackedPlatform = 'linux' | 'windows'

/**
 * Writes what the packager needs to find of an Electron distribution: the names it copies and renames, an archive whose
 * header it hashes, and an executable with fuses to set. It packs; it does not run.
 */
export function writeMadeUpElectron(folder: string, version: string, platform: PackedPlatform): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  const own =
    platform === 'linux'
      ? ['chrome-sandbox', 'chrome_crashpad_handler', 'libffmpeg.so']
      : ['ffmpeg.dll', 'd3dcompiler_47.dll']
  const names = [
    'LICENSE',
    'LICENSES.chromium.html',
    'icudtl.dat',
    'resources.pak',
    'locales/en-US.pak',
    'locales/de.pak',
  ]
  for (const name of [...names, ...own]) writeFileSync(join(folder, name), 'made up')
  writeFileSync(join(folder, 'version'), version)
  writeFileSync(join(folder, 'resources', 'default_app.asar'), emptyAsar())

  // The wire: version 1, nine fuses, each '0' or '1', as a fresh Electron has them.
  const wire = Buffer.concat([Buffer.from([1, 9]), Buffer.from('101100101')])
  const program = join(folder, platform === 'linux' ? 'electron' : 'electron.exe')
  const body = platform === 'linux' ? elfHeader() : smallWindowsProgram()
  writeFileSync(program, Buffer.concat([body, Buffer.from(FUSE_SENTINEL), wire, Buffer.alloc(64)]))
  chmodSync(program, 0o755)
}

function elfHeader(): Buffer {
  const header = Buffer.alloc(64)
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  return header
}

/** The packager writes an icon and a hash into it, so it has to be a real one: a tool that comes with the packager. */
function smallWindowsProgram(): Buffer {
  const modules = fileURLToPath(new URL('../node_modules', import.meta.url))
  return readFileSync(join(modules, 'electron-winstaller', 'vendor', 'rcedit.exe'))
}
