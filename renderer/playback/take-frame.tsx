import { useEffect, useRef, useState } from 'react'
import { texts } from '../texts.ts'
import { ExactPictures } from './exact-pictures.ts'
import { drawFitted, type Picture, type Size } from './fitted-picture.ts'
import { MediaFiles } from './media-files.ts'

/** Twice as wide as it is shown, for screens with fine points. */
const WIDTH = 320
/** So many are decoded at a time: playback must not wait for them. */
const AT_ONCE = 2

/** What single frames are decoded with, while any is shown. */
let shared: { readonly pictures: ExactPictures; users: number } | null = null
let decoding = 0
const waiting: (() => void)[] = []

/** Gives the way to exact pictures, and what lets go of it. */
function holdPictures(): { readonly pictures: ExactPictures; readonly letGo: () => void } {
  const own = (shared ??= { pictures: new ExactPictures(new MediaFiles()), users: 0 })
  own.users += 1
  return {
    pictures: own.pictures,
    letGo() {
      own.users -= 1
      if (own.users > 0) return
      own.pictures.close()
      shared = null
    },
  }
}

async function inTurn<T>(work: () => Promise<T>, isWanted: () => boolean): Promise<T | null> {
  if (decoding >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
  decoding += 1
  try {
    return isWanted() ? await work() : null
  } finally {
    decoding -= 1
    waiting.shift()?.()
  }
}

type Props = {
  readonly mediaId: string
  /** Counted from the take's first picture. */
  readonly atTicks: number
  /** The frame of the film is of this shape. */
  readonly film: Size
  readonly name: string
  readonly className?: string
}

/** One exact picture of a take, as it stands in the film's frame. */
export function TakeFrame({ mediaId, atTicks, film: { width, height }, name, className = '' }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [shown, setShown] = useState<'coming' | 'ready' | 'failed'>('coming')
  useEffect(() => {
    let isWanted = true
    const { pictures, letGo } = holdPictures()
    const draw = async (): Promise<void> => {
      try {
        const decode = (): Promise<Picture> => pictures.get({ mediaId, atTicks }, 'quick')
        const picture = await inTurn(decode, () => isWanted)
        const context = canvas.current?.getContext('2d', { alpha: false })
        if (!isWanted || !picture || !context) return
        drawFitted(context, { width, height }, picture, 1)
        setShown('ready')
      } catch {
        if (isWanted) setShown('failed')
      }
    }
    void draw()
    return () => {
      isWanted = false
      letGo()
    }
  }, [mediaId, atTicks, width, height])
  return (
    <span className={`relative block overflow-hidden bg-raised ${className}`} style={{ aspectRatio: width / height }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={shown === 'failed' ? `${name}: ${texts.seams.pictureGone}` : name}
        data-frame={shown}
        width={WIDTH}
        height={Math.round((WIDTH * height) / width)}
        className={`block size-full ${shown === 'ready' ? '' : 'opacity-0'}`}
      />
      {shown === 'failed' && (
        <span aria-hidden="true" className="absolute inset-0 flex items-center justify-center p-2 text-11 text-faint">
          {texts.seams.pictureGone}
        </span>
      )}
    </span>
  )
}
