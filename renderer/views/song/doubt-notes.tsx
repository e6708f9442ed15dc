import type { SongScreen } from '#model/contract/song-contract.ts'
import { texts } from '../../texts.ts'
import { ENERGY_HEIGHT } from './stage-drawing.ts'
import type { StageView } from './stage-view.ts'

/** Why a span is doubtful, at its foot, where there is room to say it. */
export function DoubtNotes({ song, view }: { song: SongScreen; view: StageView }) {
  const width = view.endTicks - view.startTicks
  return song.doubts.map(({ startTicks, endTicks, reason }) => {
    const left = Math.max(0, (startTicks - view.startTicks) / width)
    const right = Math.min(1, (endTicks - view.startTicks) / width)
    if (right - left < 0.22) return null
    return (
      <p
        key={startTicks}
        className="pointer-events-none absolute truncate px-2"
        style={{ left: `${100 * left}%`, width: `${100 * (right - left)}%`, bottom: ENERGY_HEIGHT + 8 }}
      >
        <span className="rounded-small bg-well px-2 py-0.5 text-12 text-warn">
          {texts.song.stage.doubtful(texts.song.doubts.reason(reason))}
        </span>
      </p>
    )
  })
}
