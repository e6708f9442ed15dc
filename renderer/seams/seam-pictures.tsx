import type { MetSeam } from '#model/contract/seams-contract.ts'
import { TakeFrame } from '../playback/take-frame.tsx'
import type { Size } from '../playback/fitted-picture.ts'
import { texts } from '../texts.ts'

/** The last frame before a cut and the first after it, side by side a hair apart, where the eye sees what jumps. */
export function SeamPictures({
  pictures: { last, first },
  film,
  className = '',
}: {
  pictures: NonNullable<MetSeam['pictures']>
  film: Size
  className?: string
}) {
  return (
    <span className={`flex gap-px overflow-hidden rounded-small ${className}`}>
      <TakeFrame
        key={`${last.mediaId} ${last.atTicks}`}
        {...last}
        film={film}
        name={texts.seams.last}
        className="min-w-0 flex-1"
      />
      <TakeFrame
        key={`${first.mediaId} ${first.atTicks}`}
        {...first}
        film={film}
        name={texts.seams.first}
        className="min-w-0 flex-1"
      />
    </span>
  )
}
