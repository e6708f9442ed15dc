import { useState, type PointerEvent, type ReactNode } from 'react'
import { stripLayout, stripPlace, STRIP_TILE } from '#model/strip-layout.ts'
import { MadePicture, useMade } from './made-picture.tsx'

type Props = {
  mediaId: string
  durationTicks: number
  /** '' where the words beside it say it all. */
  alt: string
  className?: string
  /** Told with the instant under the pointer, and null when it leaves. */
  onScrub?: (atTicks: number | null) => void
  /** What stands on the picture. */
  children?: ReactNode
}

/** A take's thumbnail in a 16:9 box; the pointer runs through the take from left to right. */
export function HoverScrub({ mediaId, durationTicks, alt, className = '', onScrub, children }: Props) {
  const [share, setShare] = useState<number | null>(null)
  const [isWanted, setWanted] = useState(false)
  const layout = stripLayout(durationTicks)
  const strip = `/strip/${mediaId}`
  const isThere = useMade(isWanted ? strip : null) === 'ready'

  function scrub(event: PointerEvent<HTMLDivElement>): void {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const at = Math.max(0, Math.min(0.9999, (event.clientX - left) / width))
    setWanted(true)
    setShare(at)
    onScrub?.(Math.round(at * durationTicks))
  }

  function leave(): void {
    setShare(null)
    onScrub?.(null)
  }

  return (
    <div
      className={`relative aspect-video overflow-hidden bg-well ${className}`}
      onPointerMove={event => event.pointerType !== 'touch' && scrub(event)}
      onPointerLeave={leave}
    >
      <MadePicture src={`/thumb/${mediaId}`} alt={alt} className="absolute inset-0 size-full" />
      {share !== null && isThere && (
        <>
          <StripPicture url={strip} layout={layout} atTicks={share * durationTicks} />
          <span
            className="pointer-events-none absolute inset-y-0 w-px bg-on-plate/70"
            style={{ left: `${100 * share}%` }}
          />
        </>
      )}
      {children}
    </div>
  )
}

/** One picture of a strip, filling its box: the image is laid so that the box shows that part of it alone. */
function StripPicture({
  url,
  layout,
  atTicks,
}: {
  url: string
  layout: ReturnType<typeof stripLayout>
  atTicks: number
}) {
  const { x, y } = stripPlace(layout, atTicks)
  return (
    <img
      src={url}
      alt=""
      draggable={false}
      className="pointer-events-none absolute max-w-none"
      style={{
        width: `${100 * layout.columns}%`,
        height: `${100 * layout.rows}%`,
        left: `${(-100 * x) / STRIP_TILE.width}%`,
        top: `${(-100 * y) / STRIP_TILE.height}%`,
      }}
    />
  )
}
