import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { contract } from '#model/contract/contract.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = globSync('renderer/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.*'] }).map(file =>
  readFileSync(`${root}${file}`, 'utf8'),
)

/** `['takes', 'judge']` for each method; the one that has no area stands alone. */
function methodsOf(part: object, path: readonly string[] = []): (readonly string[])[] {
  if ('~orpc' in part) return [path]
  return Object.entries(part).flatMap(([name, inner]) => methodsOf(inner as object, [...path, name]))
}

/** Screens say `studio.takes.judge(…)`, or take an area by itself first. */
function isAsked(path: readonly string[]): boolean {
  const [area, method] = path
  const whole = new RegExp(`\\b${path.join('\\s*\\.')}\\b`)
  const apart = method === undefined ? null : new RegExp(`\\(\\)\\.${area}\\b[^]*\\.${method}\\b`)
  return sources.some(source => whole.test(source) || apart?.test(source))
}

test('the contract has no method that no screen asks for', () => {
  const methods = methodsOf(contract)
  expect(methods.length).toBeGreaterThan(80)
  expect(methods.filter(path => !isAsked(path)).map(path => path.join('.'))).toEqual([])
})
