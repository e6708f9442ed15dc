import { Film, Proportions } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { RenderPlan } from '#model/render-plan.ts'
import { texts } from '../texts.ts'
import { Plate } from '../ui/chip.tsx'
import { FilmPlayer, type NextFilm, type Shown } from './film-player.ts'
import { soundsOf } from './film-sounds.ts'
import { LostFile } from './lost-file.tsx'
import type { Transport } from './transport.ts'
import { useTransportControls } from './use-transport.tsx'
import type { TakeFacts } from './video-pool.ts'

type Props = {
  /** `planRender` of the sequence: the very plan that the render follows. Keep its identity while nothing changes. */
  plan: RenderPlan
  /** What is known of the takes in it; keep its identity, too. */
  facts: (mediaId: string) => TakeFacts | undefined
  /** Films that may be shown next; they are made ready. */
  next?: readonly NextFilm[]
  /** Whole in its box, or so many points of the screen for a point of the film. */
  zoom?: 'fit' | number
  /** Plates on the picture, laid by their own `absolute` classes. */
  children?: ReactNode
  className?: string
}

const NOTHING_NEXT: readonly NextFilm[] = []
const NOTHING_SHOWN: Shown = { seen: null, lostId: null }

/** The film's picture at the transport's time, with its sounds beside the song. */
export function Viewer(props: Props) {
  return <FilmViewer {...props} transport={useTransportControls()} />
}

/** The same under another transport than the project's. */
export function FilmViewer({
  plan,
  facts,
  next = NOTHING_NEXT,
  zoom = 'fit',
  children,
  className = '',
  transport,
}: Props & { transport: Transport }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [player, setPlayer] = useState<FilmPlayer | null>(null)
  const [{ seen, lostId }, setShown] = useState(NOTHING_SHOWN)
  const retry = useCallback(() => player?.retry(), [player])

  useEffect(() => {
    if (!canvas.current) return undefined
    const opened = new FilmPlayer({ canvas: canvas.current, transport, onShown: setShown })
    setPlayer(opened)
    return () => opened.close()
  }, [transport])

  useEffect(() => player?.setPlan(plan, facts), [player, plan, facts])
  useEffect(() => player?.setNext(next), [player, next])
  useEffect(() => transport.setSounds(soundsOf(plan)), [plan, transport])
  useEffect(() => () => transport.setSounds([]), [transport])

  const { width, height } = plan
  const size =
    zoom === 'fit'
      ? { width: `min(100cqw, 100cqh * ${width / height})` }
      : { width: `${(zoom * width) / devicePixelRatio}px` }
  return (
    <div
      className={`relative flex size-full bg-surround [container-type:size] ${zoom === 'fit' ? 'overflow-hidden' : 'overflow-auto'} ${className}`}
    >
      <div className="relative m-auto shrink-0" style={{ ...size, aspectRatio: `${width} / ${height}` }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={texts.playback.picture}
          className="absolute inset-0 block size-full bg-surround"
        />
        {seen !== null && <SeenBadge seen={seen} height={height} />}
        {children}
        {lostId !== null && <LostFile key={lostId} mediaId={lostId} retry={retry} />}
      </div>
    </div>
  )
}

function SeenBadge({ seen, height }: { seen: 'proxy' | 'original'; height: number }) {
  const Icon = seen === 'original' ? Film : Proportions
  return (
    <Plate className="absolute top-3 left-3">
      <Icon size={12} strokeWidth={1.8} aria-hidden="true" />
      {seen === 'original' ? texts.playback.original(height) : texts.playback.proxy}
    </Plate>
  )
}
