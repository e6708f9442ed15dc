// Opens the studio: on the desktop where Electron's program is there and runs, else the same studio in the browser.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { electronProgram } from './electron-program.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** A program that cannot show a window here (no screen, a library that is missing) ends at once. */
const ENDED_AT_ONCE_MS = 5_000

/** Null when it ran; else why it did not. */
async function openDesktop() {
  const program = electronProgram()
  if (program === null) return 'Electron could not be fetched'
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no screen'
  // Chromium's own sandbox refuses to start as root.
  const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const begunAt = performance.now()
  const app = spawn(program, ['.', ...rootOnly, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  const status = await Promise.race([once(app, 'exit').then(([code]) => code), once(app, 'error').then(() => 1)])
  const hasRun = status === 0 || performance.now() - begunAt > ENDED_AT_ONCE_MS
  if (hasRun) process.exitCode = status ?? 1
  return hasRun ? null : 'Electron does not run here'
}

async function openBrowser() {
  const cli = fileURLToPath(new URL('flythrough.mjs', import.meta.url))
  const served = spawn(process.execPath, [cli, 'serve', '--open', ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches both; the one that serves has to end first.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => served.kill(signal))
  const [status] = await once(served, 'exit')
  process.exitCode = status ?? 1
}

const why = await openDesktop()
if (why !== null) {
  process.stderr.write(`No desktop window (${why}): the same studio opens in your browser.\n`)
  await openBrowser()
}
