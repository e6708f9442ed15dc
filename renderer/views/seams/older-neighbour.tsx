import type { SeamRow } from '#model/contract/seam-bindings-contract.ts'
import { texts } from '../../texts.ts'
import { useSeams } from './use-seams.ts'

const words = texts.seamBindings

/** That a take was made for a picture which the film does not show there any more. */
export function OlderNeighbour({ older: { takeNumber, pictures } }: { older: SeamRow['older'][number] }) {
  return (
    <p className="text-pretty text-warn">
      {pictures === null ? words.otherTake(takeNumber) : words.moved(takeNumber, pictures)}
    </p>
  )
}

/** The same of one take, at all of its seams; nothing where it fits. */
export function OlderNeighboursOf({ takeId }: { takeId: string }) {
  const found = useSeams().flatMap(({ older, toShotId }) =>
    older.flatMap(one => (one.takeId === takeId ? [{ one, toShotId }] : [])),
  )
  if (found.length === 0) return null
  return (
    <div role="status" className="border-b border-line px-4 py-3">
      {found.map(({ one, toShotId }) => (
        <OlderNeighbour key={toShotId} older={one} />
      ))}
    </div>
  )
}
