import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import { runCliJson } from '../support/cli.ts'
import { filmMaterial, type FilmMaterial } from '../support/film-material.ts'
import { expectCutsOnBeats, expectFinished } from '../support/finished-film.ts'

let film: FilmMaterial

beforeAll(async () => {
  film = await filmMaterial({ seconds: 14, shots: 6 })
})

afterAll(() => film.remove())

/** Makes the film with an ffmpeg that writes down what it is asked. */
async function make(): Promise<{ result: MakeResult; asked: string }> {
  const [diary, program] = [join(film.dir, 'diary'), join(film.dir, 'ffmpeg-with-diary')]
  writeFileSync(diary, '')
  writeFileSync(program, `#!/bin/sh\necho "$*" >> "${diary}"\nexec "${film.ffmpeg.path}" "$@"\n`, { mode: 0o755 })
  const { song, treatment, library } = film
  const places = ['--out', join(film.dir, 'film.mp4'), '--library', library]
  const args = ['make', '--song', song, '--treatment', treatment, ...places, '--size', '160x90']
  const result = await runCliJson<MakeResult>(args, { environment: { FLYTHROUGH_FFMPEG: program } })
  return { result, asked: readFileSync(diary, 'utf8') }
}

test('the finished film is H.264 and AAC, has every frame, is cut on the beat, and is in sync at both ends', async () => {
  const { result, asked } = await make()
  expect(asked).toMatch(/libx264/)
  await expectFinished(result, film.song, film.ffmpeg)
  const heard = await runCliJson<{ beats: number[] }>(['analyze', film.song, '--library', film.library])
  expectCutsOnBeats(result, heard.beats)
})

test('made again with nothing changed, no encoder is started', async () => {
  const { result, asked } = await make()
  expect(asked).not.toMatch(/libx264|-c:a aac|rawvideo/)
  expect(existsSync(result.output)).toBe(true)
})
