import { afterAll, beforeAll, test } from 'vitest'
import { filmMaterial, type FilmMaterial } from '../support/film-material.ts'
import { proveKills, uninterrupted } from '../support/kill-trial.ts'

let film: FilmMaterial

beforeAll(async () => {
  film = await filmMaterial({ seconds: 8, shots: 4 })
})

afterAll(() => film.remove())

test('make, killed at 6 random moments, loses and repeats nothing', async () => {
  await proveKills(film, await uninterrupted(film), 6, Date.now() % 1_000_000)
}, 300_000)
