import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { flyFilm } from '../chain/flights.ts'
import { told } from '../chain/told.ts'

test('B11 twelve shots handed on read as one flight: its figures, against the same shots open, and one seam bridged', async () => {
  const folder = join(tmpdir(), 'flythrough-chain')
  mkdirSync(folder, { recursive: true })
  for (const kind of ['open', 'handed-on', 'broken', 'bridged'] as const) {
    const { path, figures } = await flyFilm(kind, { width: 640, height: 360, shotSeconds: 4 }, folder)
    console.log(`${kind}: ${path}\n${told(figures)}`)
    if (kind === 'handed-on') {
      for (const { leastZoom } of figures.seams) expect(leastZoom).toBeGreaterThan(figures.meanZoom / 2)
    }
  }
})
