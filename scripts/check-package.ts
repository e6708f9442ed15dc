import { Arch, build, Platform } from 'electron-builder'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listAsar } from './asar.ts'
import { readFuses } from './fuses.ts'
import { writeMadeUpElectron, type PackedPlatform } from './made-up-electron.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const PLATFORMS = {
  linux: {
    target: Platform.LINUX,
    folder: 'linux-unpacked',
    program: 'flythrough-studio',
    sqlite: /^node_modules\/better-sqlite3\/prebuilds\/linux-x64\.node$/,
    canvas: /^node_modules\/@napi-rs\/canvas-linux-x64-(gnu|musl)\/skia\.[\w.-]+\.node$/,
    canvasPackage: 'canvas-linux-x64-*',
  },
  windows: {
    target: Platform.WINDOWS,
    folder: 'win-unpacked',
    program: 'Flythrough Studio.exe',
    sqlite: /^node_modules\/better-sqlite3\/prebuilds\/win32-x64\.node$/,
    canvas: /^node_modules\/@napi-rs\/canvas-win32-x64-msvc\/skia\.[\w.-]+\.node$/,
    canvasPackage: 'canvas-win32-x64-*',
  },
} as const

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
const BESIDE: readonly string[] = [
  'resources/studio/catalogue.json',
  'resources/studio/icons/icon.png',
  'resources/studio/sample/sample-film.flythrough',
  'resources/app.asar.unpacked',
  'LICENSES.chromium.html',
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

/**
 * Packs the built app around made-up Electron files and says what is wrong with what came out. Needs no network and no
 * Electron; what only a real package can show (installers, signing, starting, updating) it cannot tell.
 */
export async function checkPackage(platform: PackedPlatform): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'package-'))
  try {
    return complaintsOf(await pack(platform, folder), platform)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Resolves to the folder of the packed app. */
async function pack(platform: PackedPlatform, folder: string): Promise<string> {
  const electron = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')
  const { version } = JSON.parse(electron) as { version: string }
  const electronDist = join(folder, 'electron')
  writeMadeUpElectron(electronDist, version, platform)
  await build({
    projectDir: root,
    targets: PLATFORMS[platform].target.createTarget('dir', Arch.x64),
    config: { electronDist, electronVersion: version, directories: { output: join(folder, 'dist') } },
    publish: 'never',
  })
  return join(folder, 'dist', PLATFORMS[platform].folder)
}

function complaintsOf(app: string, platform: PackedPlatform): string[] {
  const { program, sqlite, canvas, canvasPackage } = PLATFORMS[platform]
  const files = listAsar(join(app, 'resources/app.asar'))
  const paths = new Set(files.map(file => file.path))
  const natives = files.filter(file => file.path.endsWith('.node'))
  const fuses = readFuses(join(app, program))
  // npm installs the drawing package of its own platform alone.
  const hasCanvas = globSync(`node_modules/@napi-rs/${canvasPackage}`, { cwd: root }).length > 0
  return [
    ...MUST.filter(path => !paths.has(path)).map(path => `missing: ${path}`),
    ...importedPackages()
      .filter(name => !paths.has(`node_modules/${name}/package.json`))
      .map(name => `imported but not packed: ${name}`),
    ...Object.entries(builtMain())
      .filter(([, code]) => /new URL\([^)]*-worker\.ts/.test(code))
      .map(([file]) => `starts a worker from its source: ${file}`),
    ...BESIDE.filter(path => !existsSync(join(app, path))).map(path => `missing beside the archive: ${path}`),
    ...[...paths].filter(path => NEVER.some(never => never.test(path))).map(path => `unwanted: ${path}`),
    ...[sqlite, ...(hasCanvas ? [canvas] : [])]
      .filter(native => natives.filter(({ path }) => native.test(path)).length !== 1)
      .map(native => `not exactly once: ${native}`),
    ...natives.filter(({ path }) => !sqlite.test(path) && !canvas.test(path)).map(({ path }) => `foreign: ${path}`),
    ...natives.filter(({ isUnpacked }) => !isUnpacked).map(({ path }) => `cannot be loaded from the archive: ${path}`),
    ...Object.entries(FUSES)
      .filter(([name, isOn]) => fuses[name] !== isOn)
      .map(([name, isOn]) => `fuse ${name} is not ${isOn ? 'on' : 'off'}`),
  ]
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
