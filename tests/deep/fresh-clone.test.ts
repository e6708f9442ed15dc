import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The shell's own environment: without the folders and variables that npm adds for its scripts. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE$|INIT_CWD)/.test(name))
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}

test('the demo runs from a clone without node_modules, on whatever Node the system has', () => {
  const clone = mkdtempSync(join(tmpdir(), 'flythrough-clone-'))
  try {
    const run = (program: string, args: string[], cwd: string): string => {
      const result = spawnSync(program, args, { cwd, encoding: 'utf8', env: plainEnvironment() })
      if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${result.stderr}`)
      return result.stdout
    }
    run('git', ['clone', '--quiet', root, clone], root)
    const said = run('npm', ['run', '-s', 'demo', '--', '--short'], clone)
    expect(said).toContain('Your film:')
    expect(existsSync(join(clone, 'demo', 'film.mp4'))).toBe(true)
    expect(existsSync(join(clone, 'demo', 'contact-sheet.jpg'))).toBe(true)
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
})
