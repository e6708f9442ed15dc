import type { Input } from 'mediabunny'
import type { Picture } from './fitted-picture.ts'

/** Exact pictures of one video file. */
export type Decoder = {
  /** The picture that stands `seconds` after the first one begins; the first before it, the last after it. */
  pictureAt(seconds: number): Promise<Omit<Picture, 'isProxy'>>
  close(): void
}

/** Opens a video at an address, by ranges. Rejects where the browser cannot decode it. */
export async function openDecoder(url: string): Promise<Decoder> {
  // Loaded when the first picture is wanted: no screen needs it to open.
  const { CanvasSink, Input, MATROSKA, MP4, QTFF, UrlSource, WEBM } = await import('mediabunny')
  const input = new Input({
    formats: [MP4, QTFF, MATROSKA, WEBM],
    source: new UrlSource(new URL(url, location.href), {
      maxCacheSize: 16 * 1024 * 1024,
      getRetryDelay: attempts => (attempts < 3 ? 0.3 : null),
    }),
  })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track || !(await track.canDecode())) throw new Error(`${url} cannot be decoded here`)
    // Of a file that was cut without encoding, what lies before 0 is never shown.
    const first = Math.max(0, await track.getFirstTimestamp())
    const sink = new CanvasSink(track)
    return {
      async pictureAt(seconds) {
        const found = await sink.getCanvas(first + Math.max(0, seconds))
        if (!found) throw new Error(`${url} has no picture at ${seconds}`)
        const { canvas } = found
        return { image: canvas, width: canvas.width, height: canvas.height }
      },
      close: () => close(input),
    }
  } catch (error) {
    close(input)
    throw error
  }
}

function close(input: Input): void {
  input.dispose()
}
