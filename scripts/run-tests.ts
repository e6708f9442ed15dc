/**
 * Runs the suites and ends with one line that sums them: `N passed, N failed, N skipped`.
 * Plain: static checks, unit, integration, end to end (`npm test`). `--check`: without the browser. `--deep`: the long runs.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Count = { passed: number; failed: number; skipped: number }

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string): string =>
  join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

function run(name: string, args: string[], environment: NodeJS.ProcessEnv = {}): number {
  const result = spawnSync(bin(name), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  })
  return result.status ?? 1
}

function check(label: string, name: string, args: string[]): Count {
  process.stdout.write(`\n> ${label}\n`)
  const isGood = run(name, args) === 0
  process.stdout.write(`${isGood ? 'passed' : 'FAILED'}: ${label}\n`)
  return isGood ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

function vitest(projects: string[], scratch: string): Count {
  const report = join(scratch, 'vitest.json')
  const status = run('vitest', [
    'run',
    '--config',
    'tests/vitest.config.ts',
    ...projects.flatMap(project => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
  }
  const failed = result.numFailedTests
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  }
}

function playwright(scratch: string): Count {
  const report = join(scratch, 'playwright.json')
  const status = run('playwright', ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: failed === 0 && status !== 0 ? 1 : failed, skipped: stats.skipped }
}

function staticChecks(): Count[] {
  return [
    check('format', 'oxfmt', ['--check']),
    check('types', 'tsc', ['-b']),
    check('lint', 'oxlint', ['--deny-warnings']),
    check('dead code', 'knip', ['--no-progress']),
  ]
}

function suites(scratch: string): Count[] {
  if (process.argv.includes('--deep')) return [vitest(['deep'], scratch)]
  const shared = [...staticChecks(), vitest(['unit', 'integration'], scratch)]
  if (process.argv.includes('--check')) return shared
  return [
    ...shared,
    check('build', 'electron-vite', ['build', '--config', 'scripts/electron.vite.config.ts']),
    playwright(scratch),
  ]
}

const scratch = mkdtempSync(join(tmpdir(), 'flythrough-tests-'))
try {
  const total = suites(scratch).reduce((sum, count) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }))
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
