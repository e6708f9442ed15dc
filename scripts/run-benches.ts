/** Runs the benches one after the other and prints their figures: ratios and medians taken within one run. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const more = process.argv.slice(2)

const BENCHES: { readonly name: string; readonly script: string; readonly args: string[] }[] = [
  { name: 'render cost against the floor of decoding and encoding', script: 'tests/bench/render-cost.ts', args: more },
  { name: 'a seam measured beside reading its pictures', script: 'tests/bench/seam-cost.ts', args: [] },
  { name: "all joins of a film, and a big project's seams", script: 'tests/bench/seam-film.ts', args: [] },
  { name: 'films played and scrubbed in a browser', script: 'tests/bench/playback.ts', args: [] },
  { name: 'a project of 500 shots and 5,000 takes opened', script: 'tests/bench/window-speed.ts', args: [] },
  { name: 'the sample film, from the click', script: 'tests/bench/sample-film.ts', args: [] },
  { name: 'a clip dragged among 1,000', script: 'tests/bench/drag.ts', args: [] },
  { name: 'a library of 200 projects and 100,000 takes', script: 'tests/bench/library-speed.ts', args: [] },
  { name: 'ten thousand requests that wait', script: 'tests/bench/outbox-cost.ts', args: [] },
  { name: 'memory while a film is made', script: 'tests/bench/generation-memory.ts', args: [] },
  {
    name: 'search and project list over 100,000 takes, plans, long treatments',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['bench', '--run', '--project', 'unit (bench)', '--config', 'tests/vitest.config.ts', 'tests/bench'],
  },
]

for (const { name, script, args } of BENCHES) {
  process.stdout.write(`\n> ${name}\n`)
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
