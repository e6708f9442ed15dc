import { expect, test } from 'vitest'
import { shotsMeant, type AskedShots, type ShotStanding } from './asked-shots.ts'
import type { ShotId } from './ids.ts'

function shot(id: string, standing: Partial<ShotStanding> = {}): ShotStanding {
  return { id: id as ShotId, isWritten: true, isServed: false, isDecided: false, isOnTheWay: false, ...standing }
}

const SHOTS = [
  shot('bare'),
  shot('unwritten', { isWritten: false }),
  shot('coming', { isServed: true, isOnTheWay: true }),
  shot('seen', { isServed: true }),
  shot('rejected'),
  shot('kept', { isServed: true, isDecided: true }),
  shot('kept, more coming', { isServed: true, isDecided: true, isOnTheWay: true }),
]

test.each<[AskedShots, readonly string[]]>([
  [{ kind: 'without-takes' }, ['bare', 'rejected']],
  [{ kind: 'none-kept' }, ['bare', 'seen', 'rejected']],
  [{ kind: 'these', shotIds: ['kept', 'unwritten', 'gone'] as ShotId[] }, ['unwritten', 'kept']],
])('Q17 %j means these shots, in their order', (asked, ids) => {
  expect(shotsMeant(SHOTS, asked).map(({ id }) => id)).toEqual(ids)
})
