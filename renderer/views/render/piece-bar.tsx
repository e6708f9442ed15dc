import type { RenderProgressEvent } from '#model/contract/renders-contract.ts'

type PieceState = RenderProgressEvent['pieces'][number]

/** More segments than these could not be told apart. */
const MOST_SEGMENTS = 120

const LOOKS: Readonly<Record<PieceState, string>> = { ready: 'bg-soft', running: 'bg-now', waiting: 'bg-track' }

/** A segment for each piece of the film, or for each few where there are very many. */
export function PieceBar({ label, pieces, share }: { label: string; pieces: readonly PieceState[]; share: number }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="flex h-1.5 gap-px"
    >
      {segmentsOf(pieces).map((state, index) => (
        <span key={index} className={`grow rounded-[1px] ${LOOKS[state]}`} />
      ))}
    </div>
  )
}

/** A segment is being worked on while one of its pieces is, and ready when all are. */
export function segmentsOf(pieces: readonly PieceState[]): readonly PieceState[] {
  if (pieces.length <= MOST_SEGMENTS) return pieces
  return Array.from({ length: MOST_SEGMENTS }, (_, segment) => {
    const from = Math.floor((segment * pieces.length) / MOST_SEGMENTS)
    const to = Math.floor(((segment + 1) * pieces.length) / MOST_SEGMENTS)
    const some = pieces.slice(from, to)
    if (some.includes('running')) return 'running'
    return some.every(state => state === 'ready') ? 'ready' : 'waiting'
  })
}
