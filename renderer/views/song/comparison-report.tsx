import { Check, TriangleAlert } from 'lucide-react'
import type { LostInReplacing, SongComparison, SongScreen } from '#model/contract/song-contract.ts'
import { secondsFromTicks, ticks, type Ticks } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { clock } from '../../ui/clock.ts'
import { ICON } from '../../ui/icon.ts'
import { sectionColour } from '../../ui/section.tsx'

const { replace: words } = texts.song

/** Differences below these are what files differ by anyway. */
const LEAST_OFFSET_MS = 2
const LEAST_DRIFT_PERCENT = 0.005
const LEAST_SPAN_SECONDS = 0.1

const at = (instant: Ticks): string => clock(secondsFromTicks(instant))
const seconds = (from: Ticks, to: Ticks): string => (secondsFromTicks(to) - secondsFromTicks(from)).toFixed(1)

/** What became of the song, and what would become of what was made to it. */
export function ComparisonReport({ comparison, song }: { comparison: SongComparison; song: SongScreen }) {
  const { lost } = comparison
  const lostOf = (what: LostInReplacing['what']): number => lost.filter(place => place.what === what).length
  return (
    <div className="flex flex-col gap-4">
      <p className="truncate font-medium" title={comparison.fileName}>
        {comparison.fileName}
      </p>
      {comparison.isSame ? (
        <>
          <Tracks comparison={comparison} song={song} />
          <ul className="flex flex-col gap-1">
            {changes(comparison).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : (
        <OtherSong matchedShare={comparison.matchedShare} />
      )}
      <p className="flex gap-2">
        <Check {...ICON} className="mt-0.5 shrink-0 text-ok" />
        {words.carried(comparison.cutCount - lostOf('clip'), comparison.placeCount - lostOf('place'))}{' '}
        {lost.length === 0 && words.nothingLost}
      </p>
      <Places title={words.lostTitle(lost.length)} places={lost} />
      <Places title={words.heldTitle(comparison.held.length)} places={comparison.held} />
    </div>
  )
}

/** Said before anything else: whoever took the wrong file wants to go back. */
function OtherSong({ matchedShare }: { matchedShare: number }) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-card bg-warn-wash px-3 py-2.5">
      <TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-warn" />
      <div className="flex flex-col gap-1">
        <p className="font-strong">{words.otherSong(Math.round(100 * matchedShare))}</p>
        <p className="text-pretty text-soft">{words.otherSongMeans}</p>
      </div>
    </div>
  )
}

/** Places of the old song that want a look after. */
function Places({ title, places }: { title: string; places: readonly LostInReplacing[] }) {
  if (places.length === 0) return null
  const isOfSeveral = new Set(places.flatMap(({ sequenceName }) => sequenceName ?? [])).size > 1
  return (
    <section>
      <h3 className="flex gap-2 font-strong">
        <TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-warn" />
        {title}
      </h3>
      <ul className="mt-1.5 max-h-40 overflow-auto rounded-card bg-raised px-3 py-2">
        {places.map((place, index) => (
          <li key={index} className="flex gap-3 py-0.5">
            <span className="w-12 shrink-0 text-right text-soft tabular-nums">{at(place.atTicks)}</span>
            <span className="min-w-0 grow truncate">{lostText(place)}</span>
            {isOfSeveral && <span className="max-w-40 shrink-0 truncate text-soft">{place.sequenceName}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function lostText({ what, shotNumber, name }: LostInReplacing): string {
  const parts = [words.lost[what], ...(shotNumber === null ? [] : [words.shot(shotNumber)]), ...(name ? [name] : [])]
  return parts.join(', ')
}

function changes(comparison: SongComparison): string[] {
  const { pieces, lostSpans, addedSpans, matchedShare } = comparison
  const first = pieces[0]
  const offsetMs = first
    ? Math.round(1000 * secondsFromTicks(ticks(first.newStartTicks)) - 1000 * secondsFromTicks(first.oldStartTicks))
    : 0
  const [oldTicks, newTicks] = pieces.reduce<[number, number]>(
    ([old, young], piece) => [
      old + piece.oldEndTicks - piece.oldStartTicks,
      young + piece.newEndTicks - piece.newStartTicks,
    ],
    [0, 0],
  )
  const slower = oldTicks === 0 ? 0 : 100 * (newTicks / oldTicks - 1)
  const isLong = ({ startTicks, endTicks }: { startTicks: Ticks; endTicks: Ticks }): boolean =>
    secondsFromTicks(endTicks) - secondsFromTicks(startTicks) >= LEAST_SPAN_SECONDS
  const lines = [
    ...(Math.abs(offsetMs) >= LEAST_OFFSET_MS ? [words.later(offsetMs)] : []),
    ...(Math.abs(slower) >= LEAST_DRIFT_PERCENT ? [words.speed(slower)] : []),
    ...lostSpans
      .filter(isLong)
      .map(span => words.removed(at(span.startTicks), seconds(span.startTicks, span.endTicks))),
    // What was put before the song is told as its later beginning.
    ...addedSpans
      .filter(span => isLong(span) && span.startTicks > 0)
      .map(span => words.added(at(span.startTicks), seconds(span.startTicks, span.endTicks))),
  ]
  return [words.matched(Math.round(100 * matchedShare)), ...(lines.length === 0 ? [words.same] : lines)]
}

/** Both songs over each other, on one scale: what is the same is joined. */
function Tracks({ comparison, song }: { comparison: SongComparison; song: SongScreen }) {
  const { oldDurationTicks, newDurationTicks, pieces } = comparison
  const longest = Math.max(oldDurationTicks, newDurationTicks)
  const x = (instant: number): number => (1000 * instant) / longest
  return (
    <div className="flex gap-3">
      <span className="flex w-8 shrink-0 flex-col justify-between text-12 leading-5 text-soft">
        <span>{words.oldSong}</span>
        <span>{words.newSong}</span>
      </span>
      <svg
        viewBox="0 0 1000 72"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.track}
        className="h-18 min-w-0 grow"
      >
        <rect x={0} y={0} width={x(oldDurationTicks)} height={20} fill="var(--track)" />
        {song.sections.map(({ startTicks, endTicks, label }) => (
          <rect
            key={startTicks}
            x={x(startTicks)}
            y={0}
            width={Math.max(1, x(endTicks - startTicks) - 2)}
            height={20}
            fill={sectionColour(label)}
            opacity={0.7}
          />
        ))}
        <rect x={0} y={52} width={x(newDurationTicks)} height={20} fill="var(--warn)" opacity={0.35} />
        {pieces.map(piece => (
          <g key={piece.oldStartTicks}>
            <rect
              x={x(piece.newStartTicks)}
              y={52}
              width={x(piece.newEndTicks - piece.newStartTicks)}
              height={20}
              fill="var(--wave)"
            />
            <polygon
              points={`${x(piece.oldStartTicks)},22 ${x(piece.oldEndTicks)},22 ${x(piece.newEndTicks)},50 ${x(piece.newStartTicks)},50`}
              fill="var(--wave)"
              opacity={0.25}
            />
          </g>
        ))}
        {comparison.lostSpans.map(({ startTicks, endTicks }) => (
          <rect
            key={startTicks}
            x={x(startTicks)}
            y={0}
            width={Math.max(2, x(endTicks - startTicks))}
            height={20}
            fill="var(--bad)"
          />
        ))}
      </svg>
    </div>
  )
}
