import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)

const FOLDERS = ['.ci', 'docs', 'main', 'model', 'preload', 'renderer', 'resources', 'scripts', 'tests']
const FILES = [
  '.gitignore',
  '.npmrc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'README.md',
  'electron-builder.yml',
  'knip.jsonc',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]

test('nothing new lies at the top, where a command with a wrong folder would leave its library', () => {
  const top = new Set(tracked.map(path => path.split('/')[0]))
  expect(top).toEqual(new Set([...FOLDERS, ...FILES]))
})

test('no library is tracked', () => {
  expect(tracked.filter(path => /\.(db|db-wal|db-shm)$/.test(path))).toEqual([])
})
