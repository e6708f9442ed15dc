import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs one of the project's tools on this test's own Node. */
function run(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number | null {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } } as const
  return spawnSync(process.execPath, [`node_modules/${tool}`, ...args], options).status
}

test('all 55 prompts become a film by hands on the window alone', () => {
  const build = ['build', '--config', 'scripts/electron.vite.config.ts', '--mode', 'page']
  expect(run('electron-vite/bin/electron-vite.js', build)).toBe(0)
  const spec = ['test', '--config', 'tests/playwright.config.ts', 'making.spec']
  expect(run('playwright/cli.js', spec, { FLYTHROUGH_SHOTS: '55' })).toBe(0)
})
