import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { releaseComplaints, releaseConfig } from './release-facts.ts'

function folderWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return folder
}

const environment = { FLYTHROUGH_MAINTAINER: 'Ada L <ada@films.example>', FLYTHROUGH_HOMEPAGE: 'https://films.example' }

test('a deb says who answers for it and where its home is, or is not packed', () => {
  const linux = { platform: 'linux', arch: 'x64', ffmpegDir: folderWith('linux-x64/ffmpeg') } as const
  expect(releaseComplaints({ ...linux, environment })).toEqual([])
  expect(releaseComplaints({ ...linux, environment: {} })).toEqual([
    expect.stringContaining('FLYTHROUGH_MAINTAINER'),
    expect.stringContaining('FLYTHROUGH_HOMEPAGE'),
  ])
  const half = { FLYTHROUGH_MAINTAINER: 'Ada', FLYTHROUGH_HOMEPAGE: 'films' }
  expect(releaseComplaints({ ...linux, environment: half })).toHaveLength(2)
  expect(releaseConfig({ environment })).toEqual({
    extraMetadata: { homepage: 'https://films.example' },
    deb: { maintainer: 'Ada L <ada@films.example>' },
  })
})

test('each system’s own ffmpeg has to be there', () => {
  const ffmpegDir = folderWith('mac-arm64/ffmpeg', 'win-x64/ffmpeg.exe')
  expect(releaseComplaints({ environment: {}, platform: 'win32', arch: 'x64', ffmpegDir })).toEqual([])
  expect(releaseComplaints({ environment: {}, platform: 'darwin', arch: 'arm64', ffmpegDir })).toEqual([
    expect.stringContaining('mac-x64'),
  ])
})
