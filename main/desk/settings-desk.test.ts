import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSetting } from '#main/library/settings.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { ffmpegFinder } from '#main/make/ffmpeg-finder.ts'
import { SETTINGS } from '#model/settings.ts'
import { createSettingsDesk } from './settings-desk.ts'
import { keysInMemory } from '#main/testing/temporary-studio.ts'

function someDesk() {
  const library = temporaryLibrary()
  const host = { resourcesDir: '', chosenFfmpeg: null, packagedFfmpeg: null, keys: keysInMemory(), log: () => {} }
  const ffmpeg = ffmpegFinder(host, () => readSetting(library.db, SETTINGS.ffmpegPath))
  return { library, desk: createSettingsDesk({ library, ffmpeg }) }
}

function ffmpegOfVersion(version: string): string {
  const path = join(temporaryFolder(), 'ffmpeg')
  writeFileSync(path, `#!/bin/sh\necho 'ffmpeg version ${version} --enable-libx264'\n`, { mode: 0o755 })
  return path
}

test('what nobody has chosen has its fallback, and what is chosen is kept', async () => {
  const { library, desk } = someDesk()
  expect(desk.all()).toMatchObject({ theme: 'system', playsProxies: true, keyLayout: 'premiere', ffmpegPath: null })
  expect(await desk.change({ theme: 'dark', playsProxies: false })).toMatchObject({
    theme: 'dark',
    playsProxies: false,
  })
  expect(readSetting(library.db, SETTINGS.theme)).toBe('dark')
})

test.each(['"sepia"', '12', 'not even JSON'])(
  '%s, which no program of today would choose, counts as not chosen',
  text => {
    const { library, desk } = someDesk()
    library.db.run('INSERT INTO setting (key, value_json) VALUES (?, ?)', ['theme', text])
    expect(desk.all().theme).toBe('system')
  },
)

test('a folder that is not there is refused, and nothing is changed', async () => {
  const { desk } = someDesk()
  const rendersFolder = join(temporaryFolder(), 'gone')
  await expect(desk.change({ theme: 'dark', rendersFolder })).rejects.toMatchObject({ code: 'settings/no-folder' })
  expect(desk.all()).toMatchObject({ theme: 'system', rendersFolder: null })
})

test('the chosen ffmpeg is tried before it is kept, used from then on, and told when it goes', async () => {
  const { desk } = someDesk()
  await expect(desk.change({ ffmpegPath: import.meta.filename })).rejects.toMatchObject({
    code: expect.stringMatching(/^ffmpeg/) as string,
  })
  expect(desk.all().ffmpegPath).toBeNull()
  const [first, second] = [ffmpegOfVersion('7.1'), ffmpegOfVersion('8.0')]
  await desk.change({ ffmpegPath: first })
  expect(await desk.ffmpeg()).toEqual({ kind: 'found', path: first, version: '7.1', source: 'setting' })
  await desk.change({ ffmpegPath: second })
  expect(await desk.ffmpeg()).toMatchObject({ version: '8.0' })
  rmSync(first)
  await expect(desk.change({ ffmpegPath: first })).rejects.toMatchObject({ code: 'ffmpeg/missing' })
  expect(await desk.ffmpeg()).toMatchObject({ version: '8.0' })
})
