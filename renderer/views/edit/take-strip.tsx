import { Check, ChevronLeft, ChevronRight, Circle, CircleDot, Eye, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import { sourceTicks } from '#model/edit/media.ts'
import type { MediaId, TakeId } from '#model/ids.ts'
import type { Clip } from '#model/sequence.ts'
import type { Judgement } from '#model/take.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCut, useCutState } from '../../editor/cut-context.tsx'
import { takesOfShot } from '../../editor/cut-facts.ts'
import { clipAt, clipById } from '../../editor/placed-clips.ts'
import { openSource } from '../../editor/source-session.ts'
import { usePlayheadValue } from '../../editor/use-playhead.ts'
import { focusShot } from '../../frame/focus.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { HoverScrub } from '../../playback/hover-scrub.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { ownLength } from '../takes/seconds.ts'
import { keepFocus } from './keep-focus.ts'
import { useGesture } from './use-gesture.ts'

const words = texts.edit.takes

/** All takes of the clip under the play-head: a digit or a click shows another one in its place, playing on. `takeBack` undoes the last gesture. */
export function TakeStrip({ takeBack }: { takeBack: () => void }) {
  const { facts } = useCut()
  const sequence = useCutState(state => state.sequence)
  const itemId = usePlayheadValue(sequence, frame => clipAt(sequence, frame)?.item.id ?? null)
  const clip = useMemo(() => (itemId === null ? undefined : clipById(sequence, itemId)), [sequence, itemId])
  const shotId = clip?.item.shotId ?? null
  const shot = shotId === null ? undefined : facts.shots.get(shotId)
  const takes = useMemo(() => takesOfShot(facts, shotId), [facts, shotId])
  const shownId = clip?.item.source.kind === 'take' ? clip.item.source.takeId : null
  useEffect(() => {
    if (shotId !== null) focusShot(shotId, shownId)
  }, [shotId, shownId])
  const ready = takes.filter(take => take.media !== null)

  return (
    <section aria-label={words.list} className="flex size-full min-h-0 flex-col bg-panel" {...keepFocus}>
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3">
        {shot && <b className="font-strong">{words.title(shot.number)}</b>}
        {shot && <span className="grow truncate text-12 text-soft">{words.count(ready.length)}</span>}
        {ready.length > 1 && (
          <>
            <IconButton
              name={words.before}
              keys={<CommandKeys id="edit.takeBefore" />}
              size="small"
              onClick={() => runCommand('edit.takeBefore')}
            >
              <ChevronLeft {...SMALL_ICON} />
            </IconButton>
            <IconButton
              name={words.next}
              keys={<CommandKeys id="edit.takeNext" />}
              size="small"
              onClick={() => runCommand('edit.takeNext')}
            >
              <ChevronRight {...SMALL_ICON} />
            </IconButton>
          </>
        )}
      </header>
      {clip && ready.length > 0 ? (
        <ul className="min-h-0 grow overflow-y-auto py-1">
          {ready.map((take, index) => (
            <Tile
              key={take.id}
              take={take}
              ordinal={index + 1}
              clip={clip.item}
              isShown={take.id === shownId}
              takeBack={takeBack}
            />
          ))}
        </ul>
      ) : (
        <div className="m-auto px-4 text-center text-12 text-pretty text-soft">
          <p>{clip ? (shot ? words.none : words.noShot) : words.noClip}</p>
          {shot && (
            <Button size="small" className="mt-3" onClick={() => runCommand('go.takes')}>
              {words.make}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const STATES: Readonly<Record<Judgement, { icon: typeof Check; colour: string }>> = {
  unseen: { icon: CircleDot, colour: 'text-info' },
  seen: { icon: Eye, colour: 'text-soft' },
  kept: { icon: Check, colour: 'text-ok' },
  rejected: { icon: X, colour: 'text-bad' },
  circled: { icon: Circle, colour: 'text-text' },
}

type TileProps = { take: TakeRow; ordinal: number; clip: Clip; isShown: boolean; takeBack: () => void }

function Tile({ take, ordinal, clip, isShown, takeBack }: TileProps) {
  const gesture = useGesture()
  const hasJustBeenUsed = useRef(false)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isShown) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isShown])
  const rate = useCutState(state => state.sequence.rate)
  const media = take.media!
  const { icon: Icon, colour } = STATES[take.judgement]
  const isTooShort = ownLength(take, media) < sourceTicks(clip, clip.frameCount - 1, rate)
  function show(): void {
    const source = { kind: 'take', takeId: take.id as TakeId, mediaId: media.id as MediaId } as const
    const isDone = gesture(texts.edit.gestures.replaceTake(take.number), [
      { kind: 'replace-take', itemId: clip.id, source, shotId: clip.shotId },
    ])
    hasJustBeenUsed.current = isDone && !isShown
  }
  /** Two clicks look at the take: what the first one did to the cut is taken back. */
  function look(): void {
    if (hasJustBeenUsed.current) takeBack()
    hasJustBeenUsed.current = false
    openSource({ takeId: take.id, mediaId: media.id })
  }
  return (
    <li ref={row}>
      <button
        type="button"
        aria-pressed={isShown}
        onClick={({ detail }) => {
          if (detail <= 1) show()
        }}
        onDoubleClick={look}
        className={`flex w-full gap-2.5 border-l-2 px-2.5 py-1.5 text-left outline-offset-[-2px] ${isShown ? 'border-now bg-now-dim' : 'border-transparent hover:bg-raised'}`}
      >
        <HoverScrub
          mediaId={media.id}
          durationTicks={media.facts.durationTicks}
          alt=""
          className={`w-24 shrink-0 rounded-small max-wide:w-18 ${take.judgement === 'rejected' ? 'opacity-45 grayscale' : ''}`}
        >
          {take.judgement === 'circled' && <PencilRing />}
          <UsedSpan clip={clip} isShown={isShown} durationTicks={media.facts.durationTicks} rate={rate} />
        </HoverScrub>
        <span className="flex min-w-0 flex-col gap-0.5 text-12">
          <span className="flex items-center gap-1.5">
            {ordinal <= 9 && (
              <kbd className="inline-flex size-4.5 items-center justify-center rounded-small bg-raised font-sans text-11 font-medium text-soft inset-ring inset-ring-line-strong">
                {ordinal}
              </kbd>
            )}
            <span className="truncate font-medium">{words.take(take.number)}</span>
          </span>
          <span className={`flex items-center gap-1 ${colour}`}>
            <Icon {...SMALL_ICON} className="shrink-0" />
            {words.states[take.judgement]}
          </span>
          <span className="truncate text-faint">{isTooShort ? words.tooShort : take.note}</span>
        </span>
      </button>
    </li>
  )
}

/** Which part of the take the clip shows. */
function UsedSpan({
  clip,
  isShown,
  durationTicks,
  rate,
}: {
  clip: Clip
  isShown: boolean
  durationTicks: number
  rate: { numerator: number; denominator: number }
}) {
  if (!isShown) return null
  const from = clip.sourceStartTicks / durationTicks
  const length = Math.min(1 - from, sourceTicks(clip, clip.frameCount, rate) / durationTicks)
  return (
    <span
      aria-hidden="true"
      className="absolute bottom-0 h-1 bg-lamp-ok"
      style={{ left: `${100 * from}%`, width: `${100 * length}%` }}
    />
  )
}

/** The grease pencil's circle round the chosen take. */
function PencilRing() {
  return (
    <svg aria-hidden="true" viewBox="0 0 96 54" className="absolute inset-0 size-full text-pencil">
      <path
        d="M50 5C24 3 6 12 6 27s18 23 44 22 41-9 40-24S70 4 38 7"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  )
}
