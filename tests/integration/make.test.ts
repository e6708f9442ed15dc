import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import { openLibrary } from '#main/library/library.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { latestSequence, saveEdited } from '#main/sequence/store.ts'
import { runCli, runCliJson } from '../support/cli.ts'
import { filmMaterial, PROMPTS, type FilmMaterial } from '../support/film-material.ts'
import { frameHashes } from '../support/frames.ts'
import { libraryFacts } from '../support/made-library.ts'

const FPS = 24
const CHANGED = 'A desert road at noon, dust'
let film: FilmMaterial
let output: string

function makeArgs(...more: string[]): string[] {
  const { song, treatment, library } = film
  const given = ['--song', song, '--treatment', treatment, '--out', output, '--library', library]
  return ['make', ...given, '--size', '160x90', '--preset', 'draft', ...more]
}

function make(...more: string[]): Promise<MakeResult> {
  return runCliJson<MakeResult>(makeArgs(...more))
}

function stage(result: MakeResult, name: string) {
  return result.stages.find(found => found.name === name)!
}

beforeAll(async () => {
  film = await filmMaterial({ seconds: 16, shots: 6 })
  output = join(film.dir, 'film.mp4')
})

afterAll(() => film.remove())

test('a song and prompts become a film: exact length, every shot, cuts on beats', async () => {
  const result = await make()
  const heard = await runCliJson<{ durationSeconds: number; beats: number[] }>([
    'analyze',
    film.song,
    '--library',
    film.library,
  ])
  expect(result.frames).toBe(Math.floor(heard.durationSeconds * FPS + 0.5))
  expect(result.shots.map(shot => shot.prompt)).toEqual(PROMPTS.slice(0, 6))
  expect(result.shots.every(shot => shot.takeFile !== null && existsSync(shot.takeFile))).toBe(true)
  expect(result.shots[0]!.startFrame).toBe(0)
  expect(result.shots.at(-1)!.endFrame).toBe(result.frames)
  const beatFrames = new Set(heard.beats.map(seconds => Math.floor(seconds * FPS + 0.5)))
  expect(result.shots.slice(1).filter(shot => !beatFrames.has(shot.startFrame))).toEqual([])
  const probe = await probeVideo(output, film.ffmpeg)
  expect(probe.facts).toMatchObject({
    width: 160,
    height: 90,
    frameCount: result.frames,
    rate: { numerator: 24, denominator: 1 },
  })
  expect(stage(result, 'takes')).toMatchObject({ made: 6, reused: 0 })
})

test('nothing changed: nothing is made', async () => {
  const before = await libraryFacts(film.library)
  const result = await make()
  expect(result.stages.map(({ name, made }) => [name, made])).toEqual([
    ['song', 0],
    ['treatment', 6],
    ['plan', 0],
    ['takes', 0],
    ['assemble', 0],
    ['render', 0],
  ])
  expect(await libraryFacts(film.library)).toEqual({ ...before, renders: { done: 2 } })
})

test('one prompt changed: one take and at most three pieces', async () => {
  film.write(PROMPTS.slice(0, 6).with(2, CHANGED))
  const before = await frameHashes(film.ffmpeg, output)
  const result = await make()
  expect(stage(result, 'takes').made).toBe(1)
  expect(stage(result, 'render').made).toBeLessThanOrEqual(3)
  const after = await frameHashes(film.ffmpeg, output)
  const changed = after.flatMap((hash, frame) => (hash === before[frame] ? [] : [frame]))
  const shot = result.shots[2]!
  expect(changed.every(frame => frame >= shot.startFrame && frame < shot.endFrame)).toBe(true)
  expect(changed.length).toBeGreaterThan((shot.endFrame - shot.startFrame) / 2)
})

test('a line inserted: one take, plus those whose place outgrew theirs', async () => {
  // The changed prompt stays changed: whatever is made here is made for the insertion alone.
  const prompts = PROMPTS.slice(0, 6).with(2, CHANGED)
  const before = await make()
  film.write(prompts.toSpliced(2, 0, PROMPTS[6]!))
  const takesBefore = new Set((await libraryFacts(film.library)).takes)
  const result = await make()
  expect(result.shots).toHaveLength(7)
  const made = (await libraryFacts(film.library)).takes.filter(name => !takesBefore.has(name))
  expect(made).toContain('7/1')
  expect(made.length).toBeLessThan(7)
  const again = made.filter(name => name !== '7/1')
  for (const name of again) {
    const prompt = prompts[Number.parseInt(name) - 1]
    const { takeFile } = before.shots.find(shot => shot.prompt === prompt)!
    const { startFrame, endFrame } = result.shots.find(shot => shot.prompt === prompt)!
    const old = await probeVideo(takeFile!, film.ffmpeg)
    expect(endFrame - startFrame, name).toBeGreaterThan(old.facts.frameCount)
  }
})

test('the hand wins: an edited cut is kept, the difference is told, --new-version goes beside it', async () => {
  const library = openLibrary(film.library, { log: () => undefined })
  const title = (await make()).project
  const stored = latestSequence(library.db, library.projects.byTitle(title)!.id)!
  saveEdited(library.db, { ...stored.sequence, fadeOutFrames: 0 }, stored.revision)
  library.close()
  const unchanged = await make()
  expect(stage(unchanged, 'assemble').made).toBe(0)
  const { takes } = await libraryFacts(film.library)
  film.write(PROMPTS.slice(0, 6))
  const refused = await runCli(makeArgs())
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('edited by hand')
  expect(refused.stderr).toContain('shot 3')
  // What was refused has left the project as it was.
  film.write(PROMPTS.slice(0, 6).with(2, CHANGED).toSpliced(2, 0, PROMPTS[6]!))
  expect(stage(await make(), 'plan').made).toBe(0)
  expect((await libraryFacts(film.library)).takes).toEqual(takes)
  film.write(PROMPTS.slice(0, 6))
  const beside = await make('--new-version')
  expect(stage(beside, 'assemble').made).toBe(1)
  const again = await make('--new-version')
  expect(stage(again, 'assemble').made).toBe(0)
})

test('a span, other rates, dissolves', async () => {
  const whole = output
  output = join(film.dir, 'span.mp4')
  const span = await make('--from', '2', '--to', '5.5', '--transition', 'dissolve', '--project', 'span')
  expect(span.frames).toBe(84)
  expect((await probeVideo(output, film.ffmpeg)).facts.frameCount).toBe(84)
  expect(span.shots.some(shot => shot.transition === 'dissolve')).toBe(true)
  const ntsc = await make('--from', '2', '--to', '5.5', '--fps', '30000/1001', '--project', 'ntsc')
  expect(ntsc.fps).toEqual([30_000, 1001])
  expect((await probeVideo(output, film.ffmpeg)).facts).toMatchObject({
    frameCount: 105,
    rate: { numerator: 30_000, denominator: 1001 },
  })
  output = whole
})

test('clips from a folder, matched by number; what is missing is a card and is told', async () => {
  const clips = join(film.dir, 'library', 'media')
  expect(readdirSync(clips).length).toBeGreaterThan(0)
  const made = await make('--project', 'span')
  const folder = join(film.dir, 'clips')
  mkdirSync(folder)
  for (const shot of made.shots.slice(0, 5))
    copyFileSync(shot.takeFile!, join(folder, `${String(shot.shot).padStart(2, '0')} clip.mp4`))
  output = join(film.dir, 'folder.mp4')
  const result = await make('--provider', `folder:${folder}`, '--project', 'from folder')
  expect(result.shots.filter(shot => shot.takeFile === null).map(shot => shot.shot)).toEqual([6])
  expect(result.warnings.join()).toContain('Shot 6 has no take')
  expect((await probeVideo(output, film.ffmpeg)).facts.frameCount).toBe(result.frames)
})

test('clips shorter than their places: the plan is laid again within them', async () => {
  const folder = join(film.dir, 'short clips')
  mkdirSync(folder)
  for (const [shot, seconds] of [10, 1.5, 10, 10].entries()) {
    const source = ['-f', 'lavfi', '-i', `testsrc2=s=160x90:r=24:d=${seconds}`, '-vf', `hue=h=${shot * 40}`]
    await runFfmpeg(film.ffmpeg, [
      '-v',
      'error',
      ...source,
      '-pix_fmt',
      'yuv420p',
      `file:${join(folder, `shot ${shot + 1}.mp4`)}`,
    ])
  }
  film.write(PROMPTS.slice(0, 4))
  output = join(film.dir, 'short.mp4')
  // The library lies among the clips, and is none of them.
  const args = makeArgs('--provider', `folder:${folder}`, '--project', 'short').map(arg =>
    arg === film.library ? join(folder, 'library') : arg,
  )
  const first = await runCliJson<MakeResult>(args)
  const [, short] = first.shots
  expect(short!.endFrame - short!.startFrame).toBeLessThanOrEqual(36)
  expect(first.warnings).toEqual([])
  const again = await runCliJson<MakeResult>(args)
  expect(again.shots).toEqual(first.shots)
  expect(again.stages.filter(({ name }) => name !== 'treatment').map(({ made }) => made)).toEqual([0, 0, 0, 0, 0])
  film.write(PROMPTS.slice(0, 6))
})

test('render makes the same film again from a project as it stands', async () => {
  const target = join(film.dir, 'again.mp4')
  const result = await runCliJson<MakeResult>([
    'render',
    'from folder',
    '--out',
    target,
    '--preset',
    'draft',
    '--library',
    film.library,
  ])
  expect(result.stages).toHaveLength(1)
  expect(await frameHashes(film.ffmpeg, target)).toEqual(await frameHashes(film.ffmpeg, join(film.dir, 'folder.mp4')))
  rmSync(target)
})

test('a quick look at the first shots costs the others nothing', async () => {
  film.write(PROMPTS.slice(0, 6))
  output = join(film.dir, 'quick.mp4')
  const whole = await make('--project', 'quick')
  expect((await make('--project', 'quick', '--shots', '3')).shots).toHaveLength(3)
  const again = await make('--project', 'quick')
  expect(stage(again, 'takes').made).toBe(0)
  expect(again.shots.slice(3).map(shot => shot.takeFile)).toEqual(whole.shots.slice(3).map(shot => shot.takeFile))
})
