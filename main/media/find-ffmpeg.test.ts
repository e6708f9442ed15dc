import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFfmpeg, findOnPath, isOlderThanTested } from './find-ffmpeg.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-ffmpeg-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function script(name: string, body: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return path
}

function fakeFfmpeg(
  version: string,
  encoders = ' V....D libx264              x\n A....D aac                  y',
): string {
  return `case "$*" in *-version*) echo 'ffmpeg version ${version} Copyright';; *-encoders*) echo '${encoders}';; esac`
}

describe('findFfmpeg', () => {
  test('finds a real one', async () => {
    const { ffmpeg } = await findFfmpeg()
    expect(ffmpeg.version).toMatch(/\d/)
  })

  test('the setting comes before the environment, and both before all others', async () => {
    const mine = await script('mine', fakeFfmpeg('7.0.2-static'))
    const other = await script('other', fakeFfmpeg('6.0'))
    const env = { FLYTHROUGH_FFMPEG: other }
    expect(await findFfmpeg({ settingPath: mine, packagedPath: other, env })).toEqual({
      ffmpeg: { path: mine, version: '7.0.2-static', source: 'setting' },
      warnings: [],
    })
    expect((await findFfmpeg({ env })).ffmpeg).toMatchObject({ path: other, source: 'setting' })
    expect((await findFfmpeg({ packagedPath: mine, env: {} })).ffmpeg).toMatchObject({ path: mine, source: 'packaged' })
  })

  test('a chosen one that does not work is told, not passed over', async () => {
    const error = expect.objectContaining({ code: 'ffmpeg/missing', message: expect.stringContaining('/no/ffmpeg') })
    await expect(findFfmpeg({ settingPath: '/no/ffmpeg' })).rejects.toEqual(error)
    const impostor = await script('impostor', 'echo hello')
    await expect(findFfmpeg({ settingPath: impostor })).rejects.toMatchObject({ code: 'ffmpeg/missing' })
  })

  test('one that is not found, or lacks an encoder, says what to do', async () => {
    await expect(findFfmpeg({ bundledPath: null, env: { PATH: folder } })).rejects.toThrow(/apt install ffmpeg/)
    const poor = await script('poor', fakeFfmpeg('6.1', ' A....D aac                  y'))
    await expect(findFfmpeg({ settingPath: poor })).rejects.toMatchObject({
      code: 'ffmpeg/unsuitable',
      details: { lacking: ['libx264'] },
    })
  })

  test('an old one is used with a warning', async () => {
    const old = await script('old', fakeFfmpeg('4.4.2'))
    expect((await findFfmpeg({ settingPath: old })).warnings).toEqual([expect.stringContaining('4.4.2')])
  })

  test('one that hangs is given up', async () => {
    const hanging = await script('hanging', 'exec sleep 60')
    await expect(findFfmpeg({ settingPath: hanging, answerTimeoutMs: 300 })).rejects.toMatchObject({
      code: 'ffmpeg/stalled',
    })
  })
})

test('PATH is searched in order for what can be started', async () => {
  await script('tool', '')
  const other = join(folder, 'elsewhere')
  await mkdir(other)
  await writeFile(join(other, 'tool'), '', { mode: 0o644 })
  await writeFile(join(other, 'tool.cmd'), '')
  await writeFile(join(folder, 'tool.exe'), '')
  expect(findOnPath('tool', { PATH: `/none:${other}:${folder}` }, 'linux')).toBe(join(folder, 'tool'))
  expect(findOnPath('tool', { Path: `${other};"${folder}"` }, 'win32')).toBe(join(folder, 'tool.exe'))
  expect(findOnPath('tool', {}, 'linux')).toBeUndefined()
})

test('versions are compared by number; unreleased builds count as new', () => {
  const older = [
    '4.4.2-0ubuntu0.22.04.1',
    '5.0',
    'n4.3',
    '5.1.9-0+deb12u1',
    '6.0',
    'N-109542-g1a',
    '7.0.2-static',
    '2023-01-01-git',
  ].filter(isOlderThanTested)
  expect(older).toEqual(['4.4.2-0ubuntu0.22.04.1', '5.0', 'n4.3'])
})
