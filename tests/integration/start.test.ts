import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url))

/** A checkout in which Electron's program is this Node, the app is `app`, and the command line says what it was asked. */
function checkout(app: string | null): string {
  const root = temporaryFolder()
  mkdirSync(join(root, 'scripts'))
  for (const name of ['start.mjs', 'electron-program.mjs']) cpSync(join(scripts, name), join(root, 'scripts', name))
  writeFileSync(join(root, 'scripts/flythrough.mjs'), 'console.log(process.argv.slice(2).join(" "))')
  const electron = join(root, 'node_modules/electron')
  mkdirSync(join(electron, 'dist'), { recursive: true })
  if (app !== null) writeFileSync(join(electron, 'path.txt'), relative(join(electron, 'dist'), process.execPath))
  writeFileSync(join(root, 'package.json'), JSON.stringify({ main: 'app.cjs' }))
  writeFileSync(join(root, 'app.cjs'), app ?? '')
  return root
}

function start(root: string, environment: NodeJS.ProcessEnv = { DISPLAY: ':0' }) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const args = [join(root, 'scripts/start.mjs'), '--library=films']
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...env, ...environment } })
}

test('without Electron the studio opens in the browser, and one line says so', () => {
  const { stdout, stderr, status } = start(checkout(null))
  expect(stdout).toBe('serve --open --library=films\n')
  expect(stderr).toBe('No desktop window (Electron could not be fetched): the same studio opens in your browser.\n')
  expect(status).toBe(0)
})

test('with Electron the desktop opens, and its end is the end', () => {
  const { stdout, stderr, status } = start(checkout('console.log("desktop", process.argv.at(-1))'))
  expect({ stdout, stderr, status }).toEqual({ stdout: 'desktop --library=films\n', stderr: '', status: 0 })
})

test('an Electron that ends at once with a failure is made up for by the browser', () => {
  const { stdout, stderr } = start(checkout('process.exit(127)'))
  expect(stdout).toBe('serve --open --library=films\n')
  expect(stderr).toContain('Electron does not run here')
})

test('a machine without a screen gets the link', () => {
  const { stdout } = start(checkout('console.log("desktop")'), {})
  expect(stdout).toBe(process.platform === 'linux' ? 'serve --open --library=films\n' : 'desktop\n')
})
