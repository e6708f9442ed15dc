import { expect, test } from 'vitest'
import { hasEncoder } from './encoders.ts'
import { findFfmpeg } from './find-ffmpeg.ts'

test('an ffmpeg is asked what it can write, and a failure is asked again', async () => {
  const { ffmpeg } = await findFfmpeg()
  expect(await hasEncoder(ffmpeg, 'libx264')).toBe(true)
  expect(await hasEncoder(ffmpeg, 'aac')).toBe(true)
  expect(await hasEncoder(ffmpeg, 'libx26')).toBe(false)
  const gone = { path: '/nowhere/ffmpeg', version: '0' }
  await expect(hasEncoder(gone, 'aac')).rejects.toMatchObject({ code: 'ffmpeg/missing' })
  await expect(hasEncoder(gone, 'aac')).rejects.toMatchObject({ code: 'ffmpeg/missing' })
})
