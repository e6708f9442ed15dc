import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFaultByDecoding } from '#main/render/verify.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { filmWords } from '#main/make/film-words.ts'
import { enqueueRender, listRenders } from '#main/render/queue.ts'
import { latestSequence } from '#main/sequence/store.ts'
import type { RenderFacts } from '#model/contract/render-facts.ts'
import { filmFrames } from '#model/sequence.ts'
import { runCli, startCli } from '../support/cli.ts'
import { filmMaterial, type FilmMaterial } from '../support/film-material.ts'

let film: FilmMaterial
let library: Library

beforeAll(async () => {
  film = await filmMaterial({ seconds: 12, shots: 6 })
  const given = ['--song', film.song, '--treatment', film.treatment, '--library', film.library, '--project', 'queued']
  const run = await runCli(['make', ...given, '--size', '640x360', '--to', '1', '--out', join(film.dir, 'first.mp4')])
  if (run.status !== 0) throw new Error(run.stderr)
  library = openLibrary(film.library, { log: () => {} })
})

afterAll(() => {
  library.close()
  film.remove()
})

const pieces = (): string[] =>
  readdirSync(join(library.cacheDir, 'pieces'), { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.mp4'))

test('a film that a window asked for outlives the process that rendered it', async () => {
  const project = library.projects.byTitle('queued')!
  const { sequence } = latestSequence(library.db, project.id)!
  const outputPath = join(film.dir, 'queued.mp4')
  const span = { startFrame: 0, endFrame: filmFrames(sequence.film) }
  const settings = { preset: 'draft', span, section: null, cutName: sequence.name } as const
  enqueueRender(library.db, { sequence, words: filmWords(library, sequence), settings, outputPath })
  const rowNow = () => listRenders(library.db, project.id).find(row => row.outputPath === outputPath)!

  const before = pieces().length
  const serve = ['serve', '--json', '--library', film.library]
  const killed = startCli(serve)
  await expect.poll(() => pieces().length, { interval: 10, timeout: 60_000 }).toBeGreaterThan(before)
  killed.child.kill('SIGKILL')
  await killed.done
  expect(rowNow().state).toBe('running')
  expect(existsSync(outputPath)).toBe(false)

  const next = startCli(serve)
  await expect.poll(() => rowNow().state, { timeout: 60_000 }).toBe('done')
  next.child.kill('SIGINT')
  await next.done
  const facts = rowNow().facts as RenderFacts
  expect(facts.piecesReused).toBeGreaterThan(0)
  expect(facts.frames).toBe(span.endFrame)
  const expected = { frames: span.endFrame, rate: sequence.rate, hasPicture: true, hasSound: true }
  const decoder = { ffmpeg: film.ffmpeg, workDir: film.dir }
  expect(await findFaultByDecoding(outputPath, expected, decoder)).toBeUndefined()
  expect(readdirSync(film.dir).filter(name => name.endsWith('.part'))).toEqual([])
  expect(readdirSync(library.workRoot)).toEqual([])
}, 180_000)
