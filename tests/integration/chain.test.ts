import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { BROKEN, flyFilm } from '../chain/flights.ts'

const SMALL = { width: 256, height: 144, shotSeconds: 4 }

test(
  'B11 twelve shots handed on keep their zoom over every seam, and open ones do not',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder()
    const { figures } = await flyFilm('handed-on', SMALL, folder)
    expect(figures.seams).toHaveLength(11)
    for (const { leastZoom, match, lights } of figures.seams) {
      expect(leastZoom).toBeGreaterThan(figures.meanZoom / 2)
      expect(match.structure).toBeGreaterThan(0.6)
      expect(match.isRepeated).toBe(false)
      expect([lights.way.level, lights.light.level, lights.colour.level]).toEqual(['good', 'good', 'good'])
    }

    const open = await flyFilm('open', SMALL, folder)
    expect(open.figures.seams.every(({ match }) => match.structure < 0.3)).toBe(true)
  },
)

test(
  'B6 B11 a bridge mends a broken seam: both its joins go on, and the film is as long as before',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder()
    const { figures, flight } = await flyFilm('bridged', SMALL, folder)
    const joins = figures.seams.slice(BROKEN - 1, BROKEN + 1)
    expect(figures.seams).toHaveLength(12)
    for (const { match, lights } of joins) {
      expect(match.structure).toBeGreaterThan(0.6)
      const levels = [lights.way, lights.speed, lights.light, lights.colour].map(({ level }) => level)
      expect(levels.filter(level => level !== 'good' && level !== 'fair')).toEqual([])
    }
    const frames = (kind: string): number =>
      flight
        .cut()
        .tracks.find(track => track.kind === kind)!
        .items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.frameCount), 0)
    expect(frames('picture')).toBe(frames('sound'))
  },
)
