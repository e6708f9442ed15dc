import { memo, type MouseEvent } from 'react'
import { FileX, Star, Waypoints } from 'lucide-react'
import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import { texts } from '../../texts.ts'
import { dragFileOut } from '../../files/given-files.ts'
import { HoverScrub } from '../../playback/hover-scrub.tsx'
import { Plate } from '../../ui/chip.tsx'
import { ComingCaption, ComingPicture } from './coming-tile.tsx'
import { JudgementMark } from './judgement-mark.tsx'
import { reasonsText } from './reason-bar.tsx'
import { Ring } from './ring.tsx'
import { ownLength, tenths } from './seconds.ts'
import { triedLookText } from './tried-look.ts'

export type TileActs = {
  readonly turnTo: (shotId: string | null, take: TakeRow, how: 'alone' | 'toggle' | 'extend') => void
  readonly open: (shotId: string | null, take: TakeRow) => void
  readonly again: (request: OpenRequest) => void
  readonly editPrompt: (shotId: string | null) => void
}

type Props = {
  readonly id: string
  readonly take: TakeRow
  readonly shotId: string | null
  readonly shotNumber: number | null
  readonly request: OpenRequest | undefined
  readonly isCurrent: boolean
  readonly isSelected: boolean
  /** Its file is not where it was. */
  readonly isMissing: boolean
  /** Of its shot's takes it joins the neighbours best. */
  readonly isBestJoining: boolean
  readonly acts: TileActs
  /** Of the picture, in points; it is 16:9. */
  readonly width: number
}

/** One take among many: its picture that runs under the pointer, and in a word how it stands. */
export const TakeTile = memo(function TakeTile(props: Props) {
  const { id, take, shotId, shotNumber, request, isCurrent, isSelected, isMissing, isBestJoining, acts, width } = props
  const { media, judgement } = take
  const isRejected = judgement === 'rejected'
  const about = [triedLookText(take, 'short'), reasonsText(take), take.note].filter(Boolean).join('; ')

  function turn(event: MouseEvent): void {
    acts.turnTo(shotId, take, event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'extend' : 'alone')
  }

  return (
    <div
      id={id}
      role="gridcell"
      aria-selected={isSelected || isCurrent}
      data-take={take.id}
      draggable={media !== null}
      onDragStart={event => media && dragFileOut(event, { kind: 'media', id: media.id })}
      onClick={turn}
      // The menu that comes is about this take.
      onContextMenu={() => !isSelected && acts.turnTo(shotId, take, 'alone')}
      onDoubleClick={() => acts.open(shotId, take)}
      className="shrink-0"
      style={{ width }}
    >
      <div
        className={`relative overflow-hidden rounded-small outline-offset-2 outline-now ${isCurrent ? 'outline-2' : isSelected ? 'outline-1' : ''}`}
      >
        {media ? (
          <HoverScrub
            mediaId={media.id}
            durationTicks={media.facts.durationTicks}
            alt=""
            className={isRejected ? 'brightness-50 grayscale' : ''}
          />
        ) : (
          <ComingPicture takeId={take.id} request={request} />
        )}
        {judgement === 'circled' && <Ring />}
        <Plate className="absolute top-1 left-1">
          <span className="sr-only">{texts.takes.tileName(shotNumber)}</span>
          {take.number}
        </Plate>
        {isMissing && (
          <Plate className="absolute bottom-1 left-1">
            <FileX size={11} strokeWidth={1.8} aria-hidden="true" />
            {texts.takes.fileMissing}
          </Plate>
        )}
        {isBestJoining && !isMissing && (
          <Plate className="absolute bottom-1 left-1">
            <Waypoints size={11} strokeWidth={1.8} aria-hidden="true" />
            {texts.seams.best}
          </Plate>
        )}
        {take.stars > 0 && (
          <Plate className="absolute top-1 right-1">
            <span className="sr-only">{texts.takes.stars(take.stars)}</span>
            <span aria-hidden="true">{take.stars}</span>
            <Star size={11} strokeWidth={1.8} aria-hidden="true" />
          </Plate>
        )}
      </div>
      <div className="mt-1.5 flex h-4 items-center gap-1.5 text-11 text-soft">
        {media ? (
          <>
            <JudgementMark judgement={judgement} />
            <span className="min-w-0 truncate text-faint" title={about}>
              {about}
            </span>
            <span className="ml-auto shrink-0 text-faint">{texts.takes.seconds(tenths(ownLength(take, media)))}</span>
          </>
        ) : (
          <ComingCaption
            takeId={take.id}
            model={take.request?.model ?? ''}
            request={request}
            again={() => request && acts.again(request)}
            edit={() => acts.editPrompt(shotId)}
          />
        )}
      </div>
    </div>
  )
})
