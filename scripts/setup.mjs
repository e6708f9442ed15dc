// Installs what is missing: packages, ffmpeg and, with --tests, a browser. Runs on the system's Node (20 or later), before
// node_modules exists, so it imports nothing from there. What follows it must be a nested `npm run`: only then does the
// `node` package's Node 24 come first on the path.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const isWindows = process.platform === 'win32'
const wantsTests = process.argv.includes('--tests')

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

function onPath(name) {
  const names = isWindows ? [`${name}.exe`, `${name}.cmd`] : [name]
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => names.map(file => join(folder, file)))
    .find(file => existsSync(file))
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    stop('Node', `this is Node ${process.versions.node}`, 'install Node 20 or later from https://nodejs.org')
}

function installPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
  const markFile = join(root, 'node_modules', '.cache', 'setup-mark')
  const node = join(root, 'node_modules', '.bin', isWindows ? 'node.cmd' : 'node')
  if (existsSync(node) && existsSync(markFile) && readFileSync(markFile, 'utf8') === wanted) return
  say('installing packages (half a minute to a few minutes)')
  const npm = process.env.npm_execpath
  const result = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', ['ci'], { cwd: root, encoding: 'utf8', shell: isWindows })
  if (result.status !== 0) {
    stop(
      'npm ci',
      lastLines(result),
      'check the connection to the npm registry and the free disk space, then run it again',
    )
  }
  if (!existsSync(node)) {
    stop(
      'Node 24',
      'the package `node` did not install its program',
      'run `npm rebuild node`, or install Node 24 or later',
    )
  }
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
  writeFileSync(markFile, wanted)
}

function canUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

let isAptFresh = false

/** Installs Debian packages, saying so; ends the set-up with `byHand` where that is not possible. */
function installDebian(step, packages, byHand) {
  if (!canUseApt()) stop(step, 'not found on this machine', byHand)
  say(`installing Debian packages: ${packages.join(' ')}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = args => spawnSync('apt-get', args, { encoding: 'utf8', env: environment })
  if (!isAptFresh) {
    const update = run(['update', '-qq'])
    if (update.status !== 0)
      stop(step, lastLines(update), 'check the package sources (apt-get update), then run it again')
    isAptFresh = true
  }
  const install = run(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  if (install.status !== 0) stop(step, lastLines(install), byHand)
}

/** ffmpeg-static's program, when its download worked. */
function staticFfmpeg() {
  try {
    const path = createRequire(join(root, 'package.json'))('ffmpeg-static')
    return typeof path === 'string' && existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

function installFfmpeg() {
  if (process.env.FLYTHROUGH_FFMPEG || staticFfmpeg() || onPath('ffmpeg')) return
  installDebian(
    'ffmpeg',
    ['ffmpeg'],
    'install ffmpeg 5.1 or later (macOS: brew install ffmpeg; Windows: winget install ffmpeg; Linux: your package manager) or set FLYTHROUGH_FFMPEG to its path',
  )
}

const BROWSER_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function installBrowser() {
  if (process.env.FLYTHROUGH_BROWSER || BROWSER_PLACES.some(place => existsSync(place))) return
  installDebian('Chromium', ['chromium'], 'install Chromium or Chrome, or set FLYTHROUGH_BROWSER to its path')
}

function newestMs(folder) {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )
  return Math.max(...files.map(entry => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs))
}

/** `serve` shows a built page; it is built when its sources are newer. */
function buildPage() {
  const page = join(root, 'out', 'renderer', 'index.html')
  if (existsSync(page) && statSync(page).mtimeMs > Math.max(newestMs('renderer'), newestMs('model'))) return
  const build = ['run', '-s', 'build:page']
  const npm = process.env.npm_execpath
  const result = npm
    ? spawnSync(process.execPath, [npm, ...build], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', build, { cwd: root, encoding: 'utf8', shell: isWindows })
  if (result.status !== 0)
    stop('the page', lastLines(result), 'if you changed renderer/ mend that; else delete node_modules and run it again')
}

checkNode()
installPackages()
installFfmpeg()
if (wantsTests) installBrowser()
buildPage()
try {
  execFileSync(
    join(root, 'node_modules', '.bin', isWindows ? 'node.cmd' : 'node'),
    ['-e', 'require("better-sqlite3")'],
    {
      cwd: root,
      stdio: 'pipe',
      shell: isWindows,
    },
  )
} catch (error) {
  stop(
    'SQLite',
    String(error.stderr ?? error.message).trim(),
    'delete node_modules and run it again; if it stays, report it with this text',
  )
}
