// Packs the built app for Linux around made-up Electron files and checks what came out. Needs no network and no
// Electron; what only a real package can show (installers, signing, starting, updating) it cannot tell.
import { Arch, build, Platform } from 'electron-builder'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listAsar } from './asar.ts'
import { readFuses } from './fuses.ts'
import { writeStandInElectron } from './stand-in-electron.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const MUST: readonly string[] = [
  'package.json',
  'out/main/main.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  ...globSync('main/**/*-worker.ts', { cwd: root }).map(file => `out/main/${basename(file, '.ts')}.js`),
]
const NEVER: readonly RegExp[] = [
  /^(main|model|preload|renderer|scripts|tests|docs|resources|demo)\//,
  /\.(map|md|d\.ts|d\.mts)$/,
  /(^|\/)\.env/,
  /^node_modules\/(electron|vite|react|react-dom|tailwindcss|playwright|playwright-core|typescript|node|ffmpeg-static)\//,
  /^node_modules\/better-sqlite3\/(deps|src|binding\.gyp)/,
]
const NATIVES: readonly RegExp[] = [
  /^node_modules\/better-sqlite3\/prebuilds\/linux-x64\.node$/,
  /^node_modules\/@napi-rs\/canvas-linux-x64-(gnu|musl)\/skia\.[\w.-]+\.node$/,
]
const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
} as const

const folder = mkdtempSync(join(tmpdir(), 'pack-check-'))
try {
  const packed = await pack()
  const complaints = check(packed)
  for (const complaint of complaints) console.error(complaint)
  tellFfmpeg(packed)
  console.error(complaints.length === 0 ? 'pack-check: the package is right' : 'pack-check: the package is wrong')
  process.exitCode = complaints.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

/** Resolves to the folder of the packed app. */
async function pack(): Promise<string> {
  const electron = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')
  const { version } = JSON.parse(electron) as { version: string }
  const electronDist = join(folder, 'electron')
  writeStandInElectron(electronDist, version)
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    config: { electronDist, electronVersion: version, directories: { output: join(folder, 'dist') } },
    publish: 'never',
  })
  return join(folder, 'dist/linux-unpacked')
}

function check(app: string): string[] {
  const files = listAsar(join(app, 'resources/app.asar'))
  const paths = new Set(files.map(file => file.path))
  const natives = files.filter(file => file.path.endsWith('.node'))
  const fuses = readFuses(join(app, 'flythrough-studio'))
  const outside = ['resources/studio/catalogue.json', 'resources/app.asar.unpacked', 'LICENSES.chromium.html']
  return [
    ...MUST.filter(path => !paths.has(path)).map(path => `missing: ${path}`),
    ...importedPackages()
      .filter(name => !paths.has(`node_modules/${name}/package.json`))
      .map(name => `imported but not packed: ${name}`),
    ...Object.entries(builtMain())
      .filter(([, code]) => /new URL\([^)]*-worker\.ts/.test(code))
      .map(([file]) => `starts a worker from its source: ${file}`),
    ...outside.filter(path => !existsSync(join(app, path))).map(path => `missing beside the archive: ${path}`),
    ...[...paths].filter(path => NEVER.some(never => never.test(path))).map(path => `unwanted: ${path}`),
    ...NATIVES.filter(native => natives.filter(({ path }) => native.test(path)).length !== 1).map(
      native => `not exactly once: ${native}`,
    ),
    ...natives.filter(({ path }) => !NATIVES.some(native => native.test(path))).map(({ path }) => `foreign: ${path}`),
    ...natives.filter(({ isUnpacked }) => !isUnpacked).map(({ path }) => `cannot be loaded from the archive: ${path}`),
    ...Object.entries(FUSES)
      .filter(([name, isOn]) => fuses[name] !== isOn)
      .map(([name, isOn]) => `fuse ${name} is not ${isOn ? 'on' : 'off'}`),
  ]
}

/** No complaint: ffmpeg's program is put into `resources/ffmpeg` where a release is made, and cannot be fetched everywhere. */
function tellFfmpeg(app: string): void {
  if (existsSync(join(app, 'resources/ffmpeg/ffmpeg'))) return
  console.error(
    'pack-check: no ffmpeg is packed (there is no resources/ffmpeg/linux-x64/ffmpeg): the app will use the one on the PATH',
  )
}

/** The built main process: file name to code. */
function builtMain(): Record<string, string> {
  const files = globSync('out/main/*.js', { cwd: root })
  return Object.fromEntries(files.map(file => [file, readFileSync(join(root, file), 'utf8')]))
}

/** What the built main process imports from node_modules. */
function importedPackages(): string[] {
  const names = Object.values(builtMain()).flatMap(code =>
    [...code.matchAll(/(?:^import\b[^"';]*|\bimport\()["']([^."'][^"']*)["']/gm)].map(([, specifier = '']) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  )
  const own = new Set(['electron', ...builtinModules])
  return [...new Set(names)].filter(name => !name.startsWith('node:') && !own.has(name))
}
