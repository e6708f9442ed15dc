/**
 * Runs the suites and ends with one line that sums them: `N passed, N failed, N skipped`.
 * Plain: static checks, unit, integration, end to end (`npm test`). `--check`: without the browser. `--deep`: the long runs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Count = { passed: number; failed: number; skipped: number }
type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

const root = fileURLToPath(new URL('..', import.meta.url))
const PASSED: Count = { passed: 1, failed: 0, skipped: 0 }
const FAILED: Count = { passed: 0, failed: 1, skipped: 0 }

/** Every tool is a JavaScript file, started on our own Node: no shell that would read paths with spaces its own way. */
const TOOLS = {
  oxfmt: 'oxfmt/bin/oxfmt',
  tsc: 'typescript/bin/tsc',
  oxlint: 'oxlint/bin/oxlint',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
  playwright: 'playwright/cli.js',
  'electron-vite': 'electron-vite/bin/electron-vite.js',
} as const

function run(tool: keyof typeof TOOLS, args: string[], environment: NodeJS.ProcessEnv = {}): number {
  const file = join(root, 'node_modules', TOOLS[tool])
  const env = { ...process.env, ...environment }
  return spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit', env }).status ?? 1
}

function told(label: string, isGood: boolean): Count {
  process.stdout.write(`${isGood ? 'passed' : 'FAILED'}: ${label}\n`)
  return isGood ? PASSED : FAILED
}

function check(label: string, tool: keyof typeof TOOLS, args: string[]): Count {
  process.stdout.write(`\n> ${label}\n`)
  return told(label, run(tool, args) === 0)
}

/** A runner that ends without its report has failed before it could count. */
function readReport(label: string, file: string): unknown {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  told(`${label} (ended without a report)`, false)
  return null
}

function vitest(projects: string[], scratch: string): Count {
  const file = join(scratch, 'vitest.json')
  const status = run('vitest', [
    'run',
    '--config',
    'tests/vitest.config.ts',
    ...projects.flatMap(project => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(projects.join(' and '), file) as VitestReport | null
  if (!report) return FAILED
  const failed = report.numFailedTests
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function playwright(scratch: string): Count {
  const file = join(scratch, 'playwright.json')
  const status = run('playwright', ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const report = readReport('end to end', file) as PlaywrightReport | null
  if (!report) return FAILED
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + flaky
  return { passed: expected, failed: failed === 0 && status !== 0 ? 1 : failed, skipped }
}

function staticChecks(): Count[] {
  return [
    check('format', 'oxfmt', ['--check']),
    check('types', 'tsc', ['-b']),
    check('lint', 'oxlint', ['--deny-warnings']),
    check('dead code', 'knip', ['--no-progress']),
    check('code that only tests use', 'knip', ['--no-progress', '--production']),
  ]
}

/** The browser's tests are of the page just built; without one they would look at an older. */
function endToEnd(scratch: string): Count[] {
  const build = check('build', 'electron-vite', ['build', '--config', 'scripts/electron.vite.config.ts'])
  return build === PASSED ? [build, playwright(scratch)] : [build]
}

function suites(scratch: string): Count[] {
  if (process.argv.includes('--deep')) return [vitest(['deep'], scratch)]
  const shared = [...staticChecks(), vitest(['unit', 'integration'], scratch)]
  return process.argv.includes('--check') ? shared : [...shared, ...endToEnd(scratch)]
}

/** What git sees changed or new in the tree; null where this is no clone. */
function changedFiles(): string | null {
  const result = spawnSync('git', ['status', '--porcelain', '-uall'], { cwd: root, encoding: 'utf8' })
  return result.status === 0 ? result.stdout : null
}

const scratch = mkdtempSync(join(tmpdir(), 'flythrough-tests-'))
const before = changedFiles()
try {
  const counts = suites(scratch)
  const after = changedFiles()
  process.stdout.write(before === after ? '' : `\nbefore the tests:\n${before}\nafter them:\n${after}`)
  process.stdout.write('\n')
  counts.push(told('the tests leave nothing behind', before === after))
  const total = counts.reduce((sum, count) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }))
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
