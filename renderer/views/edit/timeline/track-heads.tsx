import { Pin } from 'lucide-react'
import type { Sequence } from '#model/sequence.ts'
import type { Row } from '../../../editor/rows.ts'
import { texts } from '../../../texts.ts'
import { ICON } from '../../../ui/icon.ts'

/** What stands in the rows, at the left of the timeline. */
export function TrackHeads({ rows, sequence }: { rows: readonly Row[]; sequence: Sequence }) {
  return (
    <div aria-hidden="true" className="relative w-28 shrink-0 overflow-hidden border-r border-line bg-panel">
      {rows.map(row =>
        row.trackName === null ? null : (
          <div
            key={row.trackName}
            className={`absolute inset-x-0 flex items-center gap-2 px-3 ${hasItems(sequence, row) ? '' : 'text-faint'}`}
            style={{ top: row.y, height: row.height }}
          >
            <b className="w-5 shrink-0 text-12 font-strong">{row.trackName}</b>
            <span className="grow truncate text-12 text-soft">
              {texts.edit.timeline.tracks[row.trackName] ?? row.trackName}
            </span>
            {row.kind === 'song' && <Pin {...ICON} size={13} className="shrink-0 text-soft" />}
          </div>
        ),
      )}
    </div>
  )
}

function hasItems(sequence: Sequence, { trackName }: Row): boolean {
  const track = sequence.tracks.find(({ name }) => name === trackName)
  return track?.items.some(({ kind }) => kind === 'clip') ?? false
}
