import { useEffect, useState, type ReactNode } from 'react'
import { whenMade } from './made.ts'

/** Addresses that have been shown in this window: they are asked for at once. */
const shown = new Set<string>()

export type MadeState = 'making' | 'ready' | 'failed'

/** Whether what the studio makes at an address can be shown; null asks for nothing. */
export function useMade(url: string | null): MadeState {
  const [made, setMade] = useState<{ url: string | null; state: MadeState }>({ url: null, state: 'making' })
  useEffect(() => {
    if (url === null || shown.has(url)) return undefined
    const leaving = new AbortController()
    const look = async (): Promise<void> => {
      try {
        await whenMade(url, leaving.signal)
        shown.add(url)
        setMade({ url, state: 'ready' })
      } catch {
        if (!leaving.signal.aborted) setMade({ url, state: 'failed' })
      }
    }
    void look()
    return () => leaving.abort(new DOMException('No longer on screen.', 'AbortError'))
  }, [url])
  if (url !== null && shown.has(url)) return 'ready'
  return made.url === url ? made.state : 'making'
}

type Props = {
  /** `/thumb/<media>`, `/poster/<project>`, `/still/<media>`, `/cover/<song>`, `/render/<id>/poster` */
  src: string
  /** '' where the words beside it say it all. */
  alt: string
  className?: string
  /** Keep in step with what the picture is of, where the address stays the same (`/poster/…`). */
  version?: string | number
  /** Stands where it cannot be made; without it the plate does. */
  instead?: ReactNode
}

/** A picture that the studio makes on first wish: a quiet plate until it is there, and where it cannot be made. Fills its box. */
export function MadePicture({ src, alt, className = '', version, instead }: Props) {
  const url = version === undefined ? src : `${src}?v=${encodeURIComponent(version)}`
  const state = useMade(url)
  if (state === 'failed' && instead !== undefined) return instead
  if (state !== 'ready') {
    return (
      <span
        role={alt === '' ? undefined : 'img'}
        aria-label={alt === '' ? undefined : alt}
        className={`block bg-raised ${state === 'making' ? 'animate-pulse' : ''} ${className}`}
      />
    )
  }
  return <img src={url} alt={alt} draggable={false} decoding="async" className={`block object-cover ${className}`} />
}
