import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { MediaId } from '#model/ids.ts'
import type { SongAnalysis } from '#model/song.ts'
import { ticks } from '#model/time.ts'
import { loadAnalysis, loadCover, loadTags, saveAnalysis, saveTags } from './store.ts'

const ANALYSIS: SongAnalysis = {
  analyserVersion: 3,
  sampleRate: 44_100,
  sampleCount: 10_672_200,
  durationTicks: ticks(170_755_200_000),
  tempoBpm: 119.98,
  meter: 4,
  grid: 'beat',
  beats: [ticks(0), ticks(352_800_000)],
  downbeats: [ticks(0)],
  energy: { stepTicks: ticks(70_560_000), values: [0, 0.5, 1] },
  sections: [{ startTicks: ticks(0), endTicks: ticks(170_755_200_000), label: 'verse', confidence: 0.7 }],
  confidence: 0.9,
  confidenceSpans: [],
}

async function importedSong() {
  const { db, media } = temporaryLibrary()
  const path = join(temporaryFolder(), 'song.wav')
  writeFileSync(path, 'song')
  return { db, songId: await media.importFile(path, 'song') }
}

test('an analysis comes back as it was, by the version that made it', async () => {
  const { db, songId } = await importedSong()
  const stored = { analysis: ANALYSIS, peaks: new Uint8Array([0, 127, 255]), warnings: ['The last second is cut off.'] }
  saveAnalysis(db, songId, stored)
  const loaded = loadAnalysis(db, songId, 3)
  expect(loaded).toMatchObject({ analysis: ANALYSIS, warnings: stored.warnings })
  expect([...(loaded?.peaks ?? [])]).toEqual([0, 127, 255])
  expect(loadAnalysis(db, songId, 4)).toBeUndefined()

  saveAnalysis(db, songId, { ...stored, warnings: [] })
  expect(loadAnalysis(db, songId, 3)?.warnings).toEqual([])
})

test('tags and cover come back as they were', async () => {
  const { db, songId } = await importedSong()
  expect(loadTags(db, songId)).toBeUndefined()
  const tags = { title: 'The Hardest Part', artist: 'Washed Out', album: null, year: 2024 }
  saveTags(db, songId, tags, { mimeType: 'image/png', bytes: new Uint8Array([137, 80]) })
  expect(loadTags(db, songId)).toEqual(tags)
  expect(loadCover(db, songId)).toMatchObject({ mimeType: 'image/png' })
  saveTags(db, songId, { ...tags, year: null }, null)
  expect(loadTags(db, songId)?.year).toBeNull()
  expect(loadCover(db, songId)).toBeUndefined()
})

test('only what was imported can be analysed', () => {
  const { db } = temporaryLibrary()
  const save = (): void =>
    saveAnalysis(db, 'nobody' as MediaId, { analysis: ANALYSIS, peaks: new Uint8Array(), warnings: [] })
  expect(save).toThrow('FOREIGN KEY')
})
