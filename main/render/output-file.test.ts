import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publish } from './output-file.ts'
import { cacheFailure, writeFailure } from './write-failure.ts'

/** To root every folder is open. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'))
})
afterEach(() => {
  if (isRoot) process.seteuid?.(0)
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
})

test('a film is published in a folder that may be written to but not read', async () => {
  const [partPath, outPath] = [join(folder, 'part'), join(folder, 'film.mp4')]
  writeFileSync(partPath, 'film')
  chmodSync(folder, 0o333)
  if (isRoot) {
    chownSync(partPath, NOBODY, NOBODY)
    process.seteuid?.(NOBODY)
  }
  await publish(partPath, outPath)
  expect(existsSync(outPath)).toBe(true)
})

test('what a disk or another program does to a file is told in words', () => {
  const failing = (code: string): Error => Object.assign(new Error(code), { code })
  const told = ['EBUSY', 'ETXTBSY', 'EPERM', 'EROFS', 'EIO', 'EDQUOT', 'EINVAL'].map(code => [
    writeFailure(failing(code), '/out/film.mp4'),
    cacheFailure(failing(code), '/lib/cache'),
  ])
  expect(told.map(both => both.map(error => (error as { code?: string }).code))).toEqual([
    ['render/read-only', 'render/cache-unwritable'],
    ['render/read-only', 'render/cache-unwritable'],
    ['render/read-only', 'render/cache-unwritable'],
    ['render/read-only', 'render/cache-unwritable'],
    ['render/disk-failed', 'render/disk-failed'],
    ['render/disk-full', 'render/disk-full'],
    ['EINVAL', 'EINVAL'],
  ])
})
