import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { runCliJson } from '../support/cli.ts'
import { expectCutsOnBeats, expectFinished } from '../support/finished-film.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'

const SHOTS = 55
const { ffmpeg } = await findFfmpeg()
const dir = mkdtempSync(join(tmpdir(), 'flythrough-reference-'))
const [song, treatment, library] = ['song.flac', 'treatment.md', 'library'].map(name => join(dir, name)) as [
  string,
  string,
  string,
]
const written = readFileSync(fileURLToPath(new URL('../../resources/demo/treatment.md', import.meta.url)), 'utf8')

beforeAll(async () => {
  writeFileSync(treatment, written)
  await makeDemoSong(ffmpeg, song, { form: 'full' })
})

afterAll(() => rmSync(dir, { recursive: true, force: true }))

function make(): Promise<MakeResult> {
  const given = ['--song', song, '--treatment', treatment]
  return runCliJson<MakeResult>(['make', ...given, '--out', join(dir, 'film.mp4'), '--library', library])
}

function made(result: MakeResult, stage: string): number {
  return result.stages.find(({ name }) => name === stage)!.made
}

/** The treatment with something done to its n-th prompt. */
function withPrompt(number: number, change: (line: string) => string): string {
  let seen = 0
  return written.replaceAll(/^- .*$/gm, line => ((seen += 1) === number ? change(line) : line))
}

test('the reference job: 55 shots over four minutes, 1080p, exact, on the beat, in sync', async () => {
  const result = await make()
  expect(result.shots).toHaveLength(SHOTS)
  expect(result).toMatchObject({ size: [1920, 1080], fps: [24, 1] })
  expect(result.shots.filter(shot => shot.takeFile === null)).toEqual([])
  await expectFinished(result, song, ffmpeg)
  const heard = await runCliJson<{ beats: number[]; durationSeconds: number }>(['analyze', song, '--library', library])
  expect(result.frames).toBe(Math.floor(heard.durationSeconds * 24 + 0.5))
  expectCutsOnBeats(result, heard.beats)
})

test('nothing changed: nothing is made', async () => {
  const result = await make()
  expect(['plan', 'takes', 'assemble', 'render'].map(stage => made(result, stage))).toEqual([0, 0, 0, 0])
})

test('one prompt of 55 changed: one take and at most three pieces', async () => {
  writeFileSync(
    treatment,
    withPrompt(20, () => '- A lighthouse in a storm at night, waves against the rocks'),
  )
  const result = await make()
  expect(made(result, 'takes')).toBe(1)
  expect(made(result, 'render')).toBeLessThanOrEqual(3)
  writeFileSync(treatment, written)
  await make()
})

test('a line inserted at position 3: one take, plus those whose place outgrew theirs', async () => {
  const before = await make()
  writeFileSync(
    treatment,
    withPrompt(3, line => `- A paper boat on a rain gutter\n${line}`),
  )
  const result = await make()
  expect(result.shots).toHaveLength(SHOTS + 1)
  let outgrown = 0
  for (const shot of before.shots) {
    const now = result.shots.find(({ prompt }) => prompt === shot.prompt)!
    const take = await probeVideo(shot.takeFile!, ffmpeg)
    if (now.endFrame - now.startFrame > take.facts.frameCount) outgrown += 1
  }
  expect(made(result, 'takes')).toBe(1 + outgrown)
  expect(outgrown).toBeLessThan(SHOTS / 2)
})
