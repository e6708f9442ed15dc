import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ffmpegFinder } from './ffmpeg-finder.ts'
import { keysInMemory } from '#main/testing/temporary-studio.ts'

const folder = mkdtempSync(join(tmpdir(), 'finder-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('an ffmpeg that is installed after it was missed is found without a restart, and then remembered', async () => {
  const path = join(folder, 'ffmpeg')
  const find = ffmpegFinder({
    resourcesDir: folder,
    chosenFfmpeg: path,
    packagedFfmpeg: null,
    keys: keysInMemory(),
    log: () => undefined,
  })
  await expect(find()).rejects.toMatchObject({ code: 'ffmpeg/missing' })
  writeFileSync(path, "#!/bin/sh\necho 'ffmpeg version 7.0 --enable-libx264'\n", { mode: 0o755 })
  expect((await find()).version).toBe('7.0')
  rmSync(path)
  expect((await find()).version).toBe('7.0')
})
