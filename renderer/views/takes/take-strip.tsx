import { useEffect, useMemo, useRef, useState } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { ticksFromFrames } from '#model/time.ts'
import { useProject } from '../../frame/use-project.tsx'
import { drawFilmstrip, StripImages } from '../../playback/filmstrip.ts'
import { useTransport, useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { placeSeconds, tenths } from './seconds.ts'
import { placeTake } from './place-take.ts'

/** The whole take in pictures, with what its shot needs of it, and where the song is in that. */
export function TakeStrip({ take, shot }: { take: TakeRow; shot: TakeShot | null }) {
  const { rate } = useProject()
  const place = useMemo(() => placeTake(take, shot, rate), [take, shot, rate])
  const transport = useTransportControls()
  const position = useTransport(state => state.positionTicks)
  const canvas = useFilmstrip(take)
  const facts = take.media?.facts
  const durationTicks = facts?.durationTicks ?? 1
  const leadTicks = facts && take.bound?.leadPictures ? ticksFromFrames(take.bound.leadPictures, facts.rate) : 0
  const share = (atTicks: number): number => Math.max(0, Math.min(100, (100 * atTicks) / durationTicks))
  const startTicks = place ? ticksFromFrames(place.startFrame, rate) : 0
  const placeTicks = place ? ticksFromFrames(place.frameCount, rate) : 0
  const speed = place ? place.speed.numerator / place.speed.denominator : 1
  const inTake = place ? place.sourceStartTicks + speed * (position - startTicks) : null
  const isInside = inTake !== null && inTake >= 0 && inTake <= durationTicks

  function seek(clientX: number, element: HTMLElement): void {
    if (!place) return
    const { left, width } = element.getBoundingClientRect()
    const inPlace = (((clientX - left) / width) * durationTicks - place.sourceStartTicks) / speed
    transport.seek(startTicks + Math.max(0, Math.min(placeTicks - 1, inPlace)))
  }

  return (
    <div className="shrink-0 px-3">
      <div className="flex h-6 items-center justify-between text-11 text-faint">
        <span>0.0</span>
        {shot?.place && (
          <span className="flex items-center gap-1.5 text-soft">
            <span aria-hidden="true" className="size-2.5 rounded-small border-2 border-pencil bg-surround" />
            {texts.takes.needs(shot.number, placeSeconds(shot.place, rate))}
          </span>
        )}
        <span>{texts.takes.seconds(tenths(durationTicks))}</span>
      </div>
      <div
        className="relative h-12 touch-none"
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId)
          seek(event.clientX, event.currentTarget)
        }}
        onPointerMove={event => event.buttons === 1 && seek(event.clientX, event.currentTarget)}
      >
        <canvas ref={canvas} aria-hidden="true" className="absolute inset-y-0.5 size-full rounded-small bg-raised" />
        {leadTicks > 0 && (
          <span
            className="pointer-events-none absolute inset-y-0.5 left-0 grid place-items-center overflow-hidden rounded-small bg-plate text-11 text-on-plate"
            style={{ width: `${share(leadTicks)}%` }}
          >
            {texts.takes.clipBefore}
          </span>
        )}
        {place && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 rounded-small border-2 border-pencil"
            style={{
              left: `${share(place.sourceStartTicks)}%`,
              right: `${100 - share(place.sourceStartTicks + speed * placeTicks)}%`,
            }}
          />
        )}
        {isInside && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute -inset-y-1 w-0.5 bg-now"
            style={{ left: `${share(inTake)}%` }}
          />
        )}
      </div>
    </div>
  )
}

function useFilmstrip({ media }: TakeRow) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || width === 0 || !media) return undefined
    const { durationTicks } = media.facts
    const height = element.clientHeight
    element.width = Math.round(width * devicePixelRatio)
    element.height = Math.round(height * devicePixelRatio)
    context.scale(devicePixelRatio, devicePixelRatio)
    const draw = (): void => {
      const strip = images.get(media.id)
      const span = { startTicks: 0, endTicks: durationTicks, durationTicks }
      if (strip) drawFilmstrip(context, strip, span, { x: 0, y: 0, width, height })
    }
    const images = new StripImages(draw)
    draw()
    return () => images.close()
  }, [media, width])
  return canvas
}
