import { Check, Circle, Plus, Volume2, VolumeX, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { runCommand } from '../../commands/registry.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useFullPicture } from '../../playback/use-full-picture.ts'
import { useTransport, useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Plate } from '../../ui/chip.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { Empty } from '../../ui/states.tsx'
import { ComingCaption, ComingPicture } from './coming-tile.tsx'
import { JudgementMark } from './judgement-mark.tsx'
import { ReasonBar } from './reason-bar.tsx'
import { TakePicture, type TakeOfShot } from './take-picture.tsx'
import { stepTake, type Cell, type GridRow } from './take-rows.ts'
import { TakeStrip } from './take-strip.tsx'
import { TakeTile, type TileActs } from './take-tile.tsx'
import { useShotSeams } from './use-shot-seams.ts'
import type { Takes } from './use-takes.ts'

type Props = { readonly takes: Takes; readonly cell: Cell | null }

/** One take as large as it goes, with the song over its place, which loops. */
export function TakesLarge({ takes: { rows, open, takes }, cell, acts }: Props & { acts: TileActs }) {
  const take = cell ? rows[cell.row]?.takes[cell.column] : undefined
  const shot = (cell && rows[cell.row]?.shot) ?? null
  usePlayOnOpening()
  const picture = useRef<HTMLDivElement>(null)
  useFullPicture(picture)
  const ahead = useMemo(() => takesAhead(rows, cell), [rows, cell])
  if (!take) {
    return (
      <div className="flex h-full">
        <Empty title={texts.takes.nothingChosenTitle} />
      </div>
    )
  }
  const request = open.get(take.id)
  return (
    <div className="flex h-full flex-col bg-app">
      <div ref={picture} className={`relative min-h-0 grow p-3 ${take.media ? 'bg-surround' : 'bg-well'}`}>
        <ReasonBar takes={takes} at="top" />
        {take.media ? (
          <TakePicture take={take} shot={shot} ahead={ahead}>
            <Plates take={take} shot={shot} />
          </TakePicture>
        ) : (
          <div className="m-auto flex h-full max-w-140 flex-col items-center justify-center gap-3 *:first:w-full">
            <ComingPicture takeId={take.id} request={request} />
            <ComingCaption
              takeId={take.id}
              model={take.request?.model ?? ''}
              request={request}
              again={() => request && acts.again(request)}
              edit={() => shot && acts.editPrompt(shot.id)}
            />
          </div>
        )}
      </div>
      {take.media && (
        <>
          <TakeStrip take={take} shot={shot} />
          <Judging take={take} />
        </>
      )}
    </div>
  )
}

function Judging({ take }: { take: TakeRow }) {
  return (
    <div className="flex h-13 shrink-0 items-center gap-2 px-3">
      <Button isOn={take.judgement === 'kept'} onClick={() => runCommand('takes.keep')}>
        <Check {...ICON} className="text-ok" />
        {texts.takes.keep}
        <CommandKeys id="takes.keep" />
      </Button>
      <Button isOn={take.judgement === 'rejected'} onClick={() => runCommand('takes.reject')}>
        <X {...ICON} className="text-bad" />
        {texts.takes.reject}
        <CommandKeys id="takes.reject" />
      </Button>
      <Button look="primary" onClick={() => runCommand('takes.circle')}>
        <Circle {...ICON} />
        {texts.takes.circle}
        <CommandKeys id="takes.circle" />
      </Button>
    </div>
  )
}

function Plates({ take, shot }: { take: TakeRow; shot: TakeShot | null }) {
  const isPlaying = useTransport(state => state.isPlaying)
  const Sound = isPlaying ? Volume2 : VolumeX
  return (
    <span className="pointer-events-none absolute bottom-3 left-3 flex items-center gap-2">
      <Plate>
        {texts.takes.inspectorTitle(shot?.number ?? null, take.number)}
        <span className="*:text-on-plate!">
          <JudgementMark judgement={take.judgement} />
        </span>
      </Plate>
      <Plate>
        <Sound {...SMALL_ICON} size={12} />
        {isPlaying ? texts.takes.withSong : texts.takes.silent}
      </Plate>
    </span>
  )
}

/** The shot's other takes, beside the large one. */
export function TakesOfShot({
  takes: { rows, open, missing },
  cell,
  acts,
  makeMore,
}: Props & { acts: TileActs; makeMore: (shotId: string) => void }) {
  const row = cell ? rows[cell.row] : undefined
  const bestTakeId = useShotSeams(row?.shot?.id ?? null)?.bestTakeId
  if (!cell || !row) return null
  return (
    <section aria-label={texts.takes.ofThisShot} className="shrink-0 border-b border-line p-4">
      <div
        role="grid"
        aria-label={texts.takes.ofThisShot}
        className="flex max-h-[45vh] flex-wrap gap-x-2 gap-y-3 overflow-y-auto p-1"
        tabIndex={0}
        aria-activedescendant={row.takes[cell.column] && `large-${row.takes[cell.column]!.id}`}
      >
        <div role="row" className="contents">
          {row.takes.map((take, index) => (
            <TakeTile
              key={take.id}
              id={`large-${take.id}`}
              take={take}
              shotId={row.shot?.id ?? null}
              shotNumber={row.shot?.number ?? null}
              request={open.get(take.id)}
              isCurrent={index === cell.column}
              isSelected={false}
              isMissing={take.media !== null && missing.has(take.media.id)}
              isBestJoining={take.id === bestTakeId}
              acts={acts}
              width={124}
            />
          ))}
          {row.shot && (
            <div role="gridcell" className="w-31">
              <button
                type="button"
                onClick={() => makeMore(row.shot?.id ?? '')}
                className="flex aspect-video w-full flex-col items-center justify-center gap-1 rounded-small border border-line-strong text-12 text-soft hover:bg-raised hover:text-text"
              >
                <Plus {...ICON} />
                {texts.takes.oneMore}
              </button>
            </div>
          )}
        </div>
      </div>
    </section>
  )
}

/** What is opened large plays at once. */
function usePlayOnOpening(): void {
  const transport = useTransportControls()
  useEffect(() => {
    transport.play()
    return () => transport.pause()
  }, [transport])
}

function takesAhead(rows: readonly GridRow[], cell: Cell | null): TakeOfShot[] {
  const ahead: TakeOfShot[] = []
  for (let next = cell && stepTake(rows, cell, 1); next && ahead.length < 2; next = stepTake(rows, next, 1)) {
    const take = rows[next.row]?.takes[next.column]
    if (take?.media) ahead.push({ take, shot: rows[next.row]?.shot ?? null })
  }
  return ahead
}
