import { useVirtualizer } from '@tanstack/react-virtual'
import { Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useTakeList } from '../../client/use-take-list.ts'
import { useProject } from '../../frame/use-project.tsx'
import { HoverScrub } from '../../playback/hover-scrub.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Failed, Opening } from '../../ui/states.tsx'
import { setTakesSession } from './takes-store.ts'
import { TILE_GAP, useTileSize } from './use-tile-size.ts'

/** What was deleted, and the way back. */
export function TakesTrash({ shots }: { shots: readonly TakeShot[] }) {
  const { id: projectId } = useProject()
  const trash = useTakeList({ projectId, isTrash: true })
  const takes = trash.data
  if (trash.error && !takes) return <Failed error={trash.error} retry={() => void trash.refetch()} />
  if (!takes) return <Opening label={texts.takes.loading} />
  const back = <Button onClick={() => setTakesSession({ layout: 'grid' })}>{texts.takes.backToTakes}</Button>
  if (takes.length === 0) {
    return (
      <div className="flex h-full">
        <Empty icon={<Trash2 size={28} strokeWidth={1.4} />} title={texts.takes.trashEmpty}>
          {back}
        </Empty>
      </div>
    )
  }
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-10 shrink-0 items-center gap-3 px-3">
        <h2 className="grow font-strong">{texts.takes.trashTitle(takes.length)}</h2>
        {back}
      </div>
      <Tiles takes={takes} shots={shots} />
    </div>
  )
}

/** The line below a picture, and the space between lines. */
const BELOW_PICTURE = 40

function Tiles({ takes, shots }: { takes: readonly TakeRow[]; shots: readonly TakeShot[] }) {
  const numberOf = new Map(shots.map(({ id, number }) => [id, number]))
  const scroller = useRef<HTMLDivElement>(null)
  const { perLine, tileWidth } = useTileSize(scroller, TILE_GAP)
  const lineHeight = Math.round((tileWidth * 9) / 16) + BELOW_PICTURE
  // Compiled or not, a list this size is drawn by what is in view.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: Math.ceil(takes.length / perLine),
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: index => `${index} ${lineHeight}`,
    overscan: 2,
  })
  return (
    <div ref={scroller} className="min-h-0 grow overflow-x-hidden overflow-y-auto">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().flatMap(({ index: line, start }) =>
          takes.slice(line * perLine, (line + 1) * perLine).map((take, column) => (
            <li
              key={take.id}
              className="absolute top-0"
              style={{
                width: tileWidth,
                left: TILE_GAP + column * (tileWidth + TILE_GAP),
                transform: `translateY(${start}px)`,
              }}
            >
              <Tile take={take} shotNumber={numberOf.get(take.shotIds[0] ?? '') ?? null} />
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

function Tile({ take, shotNumber }: { take: TakeRow; shotNumber: number | null }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const name = texts.takes.inspectorTitle(shotNumber, take.number)
  return (
    <>
      {take.media ? (
        <HoverScrub
          mediaId={take.media.id}
          durationTicks={take.media.facts.durationTicks}
          alt=""
          className="rounded-small"
        />
      ) : (
        <div className="aspect-video rounded-small bg-raised" />
      )}
      <div className="mt-1 flex h-6 items-center text-12 text-soft">
        <span className="min-w-0 grow truncate">{name}</span>
        <Button
          size="small"
          look="quiet"
          aria-label={texts.takes.putBackName(name)}
          onClick={() => act(() => studio.takes.restore({ projectId, takeIds: [take.id] }))}
        >
          {texts.takes.putBack}
        </Button>
      </div>
    </>
  )
}
