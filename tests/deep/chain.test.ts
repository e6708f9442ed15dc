import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { flyFilm } from '../chain/flights.ts'
import { told } from '../chain/told.ts'

test('B11 twelve shots handed on read as one flight: its figures, against the same shots open, and one seam bridged', async () => {
  const folder = join(tmpdir(), 'flythrough-chain')
  mkdirSync(folder, { recursive: true })
  const leasts = new Map<string, number>()
  for (const kind of ['open', 'handed-on', 'broken', 'bridged'] as const) {
    const { path, figures } = await flyFilm(kind, { width: 640, height: 360, shotSeconds: 4 }, folder)
    console.log(`${kind}: ${path}\n${told(figures)}`)
    leasts.set(kind, Math.min(...figures.seams.map(({ leastZoom }) => leastZoom / figures.meanZoom)))
  }
  expect(leasts.get('handed-on')).toBeGreaterThan(0.5)
})
