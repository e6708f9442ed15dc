import { BadgeCheck, LoaderCircle, Unlink } from 'lucide-react'
import type { ProjectCard } from '#model/contract/project-card.ts'
import { MadePicture } from '../../playback/made-picture.tsx'
import { texts } from '../../texts.ts'
import { Plate } from '../../ui/chip.tsx'
import { clock } from '../../ui/clock.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Poster } from './poster.tsx'

const { card: words } = texts.library

/** A card's picture with what stands on it: how the project is, and how long its song. */
export function CardPicture({ card, missingCount }: { card: ProjectCard; missingCount: number }) {
  const picture = pictureOf(card)
  const drawing = <Poster projectId={card.id} />
  return (
    <div className="relative aspect-video overflow-hidden bg-well">
      {picture === null ? (
        drawing
      ) : (
        <MadePicture src={picture.src} version={picture.version} alt="" className="size-full" instead={drawing} />
      )}
      <State card={card} missingCount={missingCount} />
      {card.durationSeconds !== null && (
        <Plate className="absolute right-1.5 bottom-1.5">
          <span className="sr-only">{words.length(clock(card.durationSeconds))}</span>
          <span aria-hidden="true">{clock(card.durationSeconds)}</span>
        </Plate>
      )}
    </div>
  )
}

/** A take's, else the song's cover; null where there is neither, and the studio draws one. */
function pictureOf({ id, posterId, coverId }: ProjectCard): { src: string; version: string } | null {
  const version = posterId ?? coverId
  return version === null ? null : { src: `/poster/${id}`, version }
}

/** The one thing worth saying first. */
function State({ card, missingCount }: { card: ProjectCard; missingCount: number }) {
  const place = 'absolute top-1.5 left-1.5'
  if (missingCount > 0) {
    return (
      <Plate className={place}>
        <Unlink {...SMALL_ICON} className="text-[#ffb3aa]" />
        {words.missing(missingCount)}
      </Plate>
    )
  }
  if (card.comingCount > 0) {
    return (
      <Plate className={place}>
        <LoaderCircle {...SMALL_ICON} />
        {words.coming(card.comingCount)}
      </Plate>
    )
  }
  if (card.isSample) return <Plate className={place}>{words.sample}</Plate>
  if (card.isRendered) {
    return (
      <Plate className={place}>
        <BadgeCheck {...SMALL_ICON} className="text-[#8fd6a5]" />
        {words.rendered}
      </Plate>
    )
  }
  if (card.shotCount > 0 && card.takeCount === 0) return <Plate className={place}>{words.noTakes}</Plate>
  return null
}
