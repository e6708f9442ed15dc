// Installs what is missing: packages, ffmpeg and, with --tests, a browser, or with --app, Electron. Runs on the system's Node (20 or later), before
// node_modules exists, so it imports nothing from there. What follows it must be a nested `npm run`: only then does the
// `node` package's Node 24 come first on the path.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronProgram } from './electron-program.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const isWindows = process.platform === 'win32'
const wantsTests = process.argv.includes('--tests')
const wantsApp = process.argv.includes('--app')

function say(text) {
  process.stderr.write(`setup: ${text}\n`)
}

/** Ends the set-up: which step, why, and what to do. */
function stop(step, why, whatToDo) {
  say(`${step} failed: ${why}`)
  say(`what to do: ${whatToDo}`)
  process.exit(1)
}

function lastLines(result) {
  const text = `${result.error?.message ?? ''}\n${result.stdout ?? ''}\n${result.stderr ?? ''}`.trim()
  return text.split('\n').slice(-6).join('\n  ')
}

/** Runs npm on the Node it was started with: ours may be the very one that `npm ci` replaces. */
function npm(...args) {
  const { npm_execpath: file, npm_node_execpath: node } = process.env
  return file && node
    ? spawnSync(node, [file, ...args], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: isWindows })
}

/** A mark is written after a step; what it stands for is hashed into it. */
function isMarked(file, wanted) {
  return existsSync(file) && readFileSync(file, 'utf8') === wanted
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    stop('Node', `this is Node ${process.versions.node}`, 'install Node 20 or later from https://nodejs.org')
}

/**
 * Installs without the packages' scripts, and then runs the one that is needed: npm before 11 would compile SQLite, whose
 * package brings its programs, and who has switched scripts off would get no Node 24.
 */
function installPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
  const mark = join(root, 'node_modules', '.cache', 'setup-mark')
  if (!isMarked(mark, wanted)) {
    say('installing packages (half a minute to a few minutes)')
    const result = npm('ci', '--include=dev', '--include=optional', '--ignore-scripts')
    if (result.status !== 0) {
      const whatToDo = 'check the connection to the npm registry and the free disk space, then run it again'
      stop('npm ci', lastLines(result), whatToDo)
    }
    mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
    writeFileSync(mark, wanted)
  }
  const node = join(root, 'node_modules', '.bin', isWindows ? 'node.cmd' : 'node')
  if (existsSync(node)) return
  const rebuild = npm('rebuild', '--ignore-scripts=false', 'node')
  if (!existsSync(node)) say(`the package \`node\` could not fetch its program: ${lastLines(rebuild)}`)
}

function canUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/** Installs a Debian package, saying so; ends the set-up with `byHand` where that is not possible. */
function installDebian(step, name, byHand) {
  if (!canUseApt()) stop(step, 'not found on this machine', byHand)
  say(`installing the Debian package ${name}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (program, ...args) => spawnSync(program, args, { encoding: 'utf8', env: environment })
  // What was killed in the middle of an installation has to be finished before the next.
  run('dpkg', '--configure', '-a')
  const update = run('apt-get', 'update', '-qq')
  if (update.status !== 0)
    stop(step, lastLines(update), 'run `apt-get update`, mend what it complains of, then run this again')
  const install = ['install', '-y', '--no-install-recommends', name]
  // The system's own nightly updates may hold the lock for a while.
  const result = run('apt-get', ...install, '-qq', '-o', 'DPkg::Lock::Timeout=120')
  if (result.status !== 0) {
    const line = `apt-get ${install.join(' ')}`
    stop(step, lastLines(result), `run \`${line}\`, mend what it complains of, then run this again; or ${byHand}`)
  }
}

/** ffmpeg-static's program, when its download worked. */
function staticFfmpeg() {
  try {
    return createRequire(join(root, 'package.json'))('ffmpeg-static') ?? undefined
  } catch {
    return undefined
  }
}

function ffmpegOnPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, isWindows ? 'ffmpeg.exe' : 'ffmpeg'))
    .find(file => existsSync(file))
}

/** A file that is there may be cut off, or lack the libraries of a half-installed package. */
function runs(program) {
  return program !== undefined && spawnSync(program, ['-version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** Whether the one there is can do all that is needed, is looked at with SQLite in `checkGround`. */
function installFfmpeg() {
  const { FLYTHROUGH_FFMPEG: chosen } = process.env
  if (chosen && !runs(chosen))
    stop('ffmpeg', `FLYTHROUGH_FFMPEG is ${chosen}, which does not run`, 'set it to an ffmpeg that runs, or not at all')
  if (chosen || runs(staticFfmpeg()) || runs(ffmpegOnPath())) return
  npm('rebuild', '--ignore-scripts=false', 'ffmpeg-static')
  if (runs(staticFfmpeg())) return
  const byHand =
    'install ffmpeg 5.1 or later (Debian, Ubuntu: sudo apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg) or set FLYTHROUGH_FFMPEG to its path'
  installDebian('ffmpeg', 'ffmpeg', byHand)
}

function installBrowser() {
  const places = JSON.parse(readFileSync(join(root, 'scripts', 'browser-places.json'), 'utf8'))
  if (process.env.FLYTHROUGH_BROWSER || places.some(place => existsSync(place))) return
  installDebian('Chromium', 'chromium', 'install Chromium or Chrome, or set FLYTHROUGH_BROWSER to its path')
}

/**
 * Electron's program is no package: it comes from elsewhere, which not every machine reaches. Without it the studio opens
 * in the browser, so this is no reason to stop.
 */
function fetchElectron() {
  if (electronProgram() !== null) return
  say('fetching Electron (about 120 MB, once)')
  const install = join(root, 'node_modules', 'electron', 'install.js')
  // What does not even begin to come is soon known; what comes slowly has its time.
  spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: 900_000 })
}

/** A hash of all that the page is made of; with `isApp` of the desktop app's other parts, too. */
function sourcesOf(isApp) {
  const hash = createHash('sha256')
  const add = file => hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  add('package-lock.json')
  add('scripts/electron.vite.config.ts')
  for (const folder of isApp ? ['renderer', 'model', 'main', 'preload'] : ['renderer', 'model']) {
    const names = readdirSync(join(root, folder), { recursive: true }).toSorted((a, b) => (a < b ? -1 : 1))
    for (const file of names.map(name => join(folder, name))) if (statSync(join(root, file)).isFile()) add(file)
  }
  return hash.digest('hex')
}

/** `serve` shows a built page, Electron a built app. Every build empties its folders, and so takes the marks away until it is done. */
function build(isApp) {
  const marks = [{ file: join(root, 'out', 'renderer', '.built-from'), wanted: sourcesOf(false) }]
  if (isApp) marks.push({ file: join(root, 'out', 'main', '.built-from'), wanted: sourcesOf(true) })
  if (marks.every(({ file, wanted }) => isMarked(file, wanted))) return
  const result = npm('run', '-s', isApp ? 'build' : 'build:page')
  if (result.status !== 0)
    stop(
      'the build',
      lastLines(result),
      'if you changed the sources mend that; else delete node_modules and run it again',
    )
  for (const { file, wanted } of marks) writeFileSync(file, wanted)
}

function checkGround() {
  const result = npm('run', '-s', 'setup:ground')
  if (result.status !== 0)
    stop('the last look', lastLines(result), 'if it says no more, delete node_modules and run it again')
  process.stderr.write(result.stderr)
}

checkNode()
installPackages()
installFfmpeg()
if (wantsTests) installBrowser()
if (wantsApp) fetchElectron()
checkGround()
build(wantsApp && electronProgram() !== null)
