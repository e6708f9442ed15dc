import { memo } from 'react'
import type { TakesSeam } from '#model/contract/seams-contract.ts'
import type { Size } from '../../playback/fitted-picture.ts'
import { SeamLights } from '../../seams/seam-lights.tsx'
import { SeamPictures } from '../../seams/seam-pictures.tsx'
import { lightsWords, seamLines } from '../../seams/seam-words.ts'
import { texts } from '../../texts.ts'
import type { NumbersOf } from './numbers-of.ts'

const words = texts.seams

type Props = {
  readonly id: string
  readonly seam: TakesSeam
  readonly film: Size
  readonly numbers: NumbersOf
  readonly isCurrent: boolean
  readonly choose: (seam: TakesSeam) => void
  readonly left: number
  readonly width: number
}

/** One seam of the strip: the two frames at the cut, and its lights. */
export const SeamTile = memo(function SeamTile({ id, seam, film, numbers, isCurrent, choose, left, width }: Props) {
  const [[before], [after]] = [numbers(seam.before), numbers(seam.after)]
  const told = seam.seam?.state === 'measured' ? seam.seam.seam : null
  const state = stateWords(seam)
  return (
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      aria-label={words.pairName(before, after, told ? lightsWords(told) : state)}
      title={told ? seamLines(told).join('\n') : ''}
      onClick={() => choose(seam)}
      className="absolute top-1 cursor-default"
      style={{ left, width }}
    >
      <div className={`rounded-small outline-offset-2 outline-now ${isCurrent ? 'outline-2' : ''}`}>
        {seam.pictures ? (
          <SeamPictures pictures={seam.pictures} film={film} />
        ) : (
          <span
            aria-hidden="true"
            className="block rounded-small bg-raised"
            style={{ aspectRatio: (2 * film.width) / film.height }}
          />
        )}
      </div>
      <div className="mt-1.5 flex h-5 items-center justify-between gap-2 text-12">
        <span className="shrink-0 font-medium tabular-nums">{words.pair(before, after)}</span>{' '}
        {told ? <SeamLights seam={told} /> : <span className="truncate text-soft">{state}</span>}
      </div>
    </div>
  )
})

function stateWords({ seam, why }: TakesSeam): string {
  if (why) return words.whyShort[why]
  return seam?.state === 'failed' ? seam.sentence : words.coming
}
