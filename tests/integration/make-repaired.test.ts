import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary } from '#main/library/library.ts'
import type { MakeResult } from '#main/make/make-request.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadRepairs, saveRepairs } from '#main/song/repair-store.ts'
import { loadAnalysis } from '#main/song/store.ts'
import { effectiveAnalysis } from '#model/song-repair/effective-analysis.ts'
import { applySongEdit } from '#model/song-repair/song-edit.ts'
import { framesFromTicks, ticksFromSeconds } from '#model/time.ts'
import { runCliJson } from '../support/cli.ts'
import { filmMaterial, type FilmMaterial } from '../support/film-material.ts'

let film: FilmMaterial

beforeAll(async () => {
  film = await filmMaterial({ seconds: 10, shots: 3 })
})

afterAll(() => film.remove())

test('a film made again is cut to the beats as hands have repaired them, and the repairs stay', async () => {
  const { song, treatment, library: dir } = film
  const given = ['--song', song, '--treatment', treatment, '--library', dir, '--project', 'Repaired']
  const args = ['make', ...given, '--out', join(film.dir, 'film.mp4'), '--size', '160x90', '--preset', 'draft']
  const first = await runCliJson<MakeResult>(args)

  const library = openLibrary(dir, { log: () => {} })
  const project = library.projects.byTitle('Repaired')!
  const place = { projectId: project.id, songId: project.songId! }
  const heard = loadAnalysis(library.db, place.songId, ANALYSER_VERSION)!.analysis
  // A quarter of a second: all other frames than before.
  const nudge = { kind: 'nudge', byTicks: ticksFromSeconds(0.25), span: null } as const
  const repairs = applySongEdit({ analysis: heard, repairs: loadRepairs(library.db, place), attacks: [] }, nudge)
  saveRepairs(library.db, place, repairs)
  library.close()

  const second = await runCliJson<MakeResult>(args)
  const beats = effectiveAnalysis(heard, repairs).beats.map(beat => framesFromTicks(beat, project.rate))
  const cuts = second.shots.slice(1).map(({ startFrame }) => startFrame)
  expect(cuts).not.toEqual(first.shots.slice(1).map(({ startFrame }) => startFrame))
  expect(cuts.filter(frame => !beats.includes(frame))).toEqual([])

  const again = openLibrary(dir, { log: () => {} })
  expect(loadRepairs(again.db, place)).toEqual(repairs)
  again.close()
})
