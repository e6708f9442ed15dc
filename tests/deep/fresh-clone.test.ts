import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
let clone = ''
const at = (path: string): string => join(clone, path)

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'flythrough-clone-'))
  run('git', ['clone', '--quiet', root, clone])
})

afterAll(() => rmSync(clone, { recursive: true, force: true }))

/** The shell's own environment: without the folders and variables that npm adds for its scripts. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE$|NODE_ENV$|VITEST|INIT_CWD)/.test(name))
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}

/** Runs a program in the clone, on whatever Node the system has; returns what it said. */
function run(program: string, args: string[], environment: NodeJS.ProcessEnv = {}): string {
  const env = { ...plainEnvironment(), ...environment }
  const result = spawnSync(program, args, { cwd: clone, encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 })
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${result.stdout}\n${result.stderr}`)
  return result.stdout
}

test('the demo runs from a clone without node_modules', () => {
  expect(run('npm', ['run', '-s', 'demo', '--', '--short'])).toContain('Your film:')
  const made = ['one-long-morning-short.mp4', 'one-long-morning-short-contact-sheet.jpg', 'treatment.md']
  expect(made.filter(name => !existsSync(at(`demo/${name}`)))).toEqual([])
})

test('the demo keeps the prompts a person changed', () => {
  const changed = readFileSync(at('demo/treatment.md'), 'utf8').replace(/^- .*$/m, '- A lighthouse in a storm')
  writeFileSync(at('demo/treatment.md'), changed)
  const said = run('npm', ['run', '-s', 'demo', '--', '--short'])
  expect(said).toMatch(/takes .* 1 made, 9 reused/)
  expect(readFileSync(at('demo/treatment.md'), 'utf8')).toBe(changed)
})

test('a set-up that was cut off is mended by the next, for who has switched scripts off too', () => {
  rmSync(at('node_modules/node/bin'), { recursive: true })
  truncateSync(at('out/renderer/index.html'))
  rmSync(at('out/renderer/.built-from'))
  run('npm', ['run', '-s', 'setup'], { npm_config_ignore_scripts: 'true', NODE_ENV: 'production' })
  expect(run('npx', ['node', '--version'])).toMatch(/^v24\./)
  expect(readFileSync(at('out/renderer/index.html'), 'utf8')).toContain('</html>')
  rmSync(at('node_modules'), { recursive: true })
})

test('every test passes in a clone without node_modules', () => {
  const said = run('npm', ['test'])
  expect(said.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed, 0 skipped$/)
  expect(run('git', ['status', '--porcelain', '-uall'])).toBe('')
})
