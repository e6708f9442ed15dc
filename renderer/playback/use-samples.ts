import { useEffect, useRef, useState } from 'react'
import { openSongSound, type SongSound } from './song-sound.ts'

/** The samples of a span of a song, its channels mixed; null until they are there, or where they are not wanted. */
export type Samples = { readonly fromSample: number; readonly values: Float32Array; readonly sampleRate: number }

type OpenSong = { readonly url: string; readonly opening: Promise<SongSound>; readonly leaving: AbortController }

function open(url: string): OpenSong {
  const leaving = new AbortController()
  return { url, opening: openSongSound(url, leaving.signal), leaving }
}

type Wanted = { readonly fromSample: number; readonly toSample: number }

const BLOCK = 65_536

/** Fetches the samples around a span of `/song/<id>`, by ranges, and only what is not there yet; `wanted` null fetches nothing. */
export function useSamples(songUrl: string | null, wanted: Wanted | null): Samples | null {
  const [samples, setSamples] = useState<Samples | null>(null)
  const song = useRef<OpenSong | null>(null)
  // In blocks, with one more on each side: a pan asks for nothing new until it comes near the edge of what is there.
  const from = wanted ? Math.max(0, (Math.floor(wanted.fromSample / BLOCK) - 1) * BLOCK) : -1
  const to = wanted ? (Math.ceil(wanted.toSample / BLOCK) + 1) * BLOCK : -1

  useEffect(
    () => () => {
      song.current?.leaving.abort()
      song.current = null
    },
    [],
  )

  useEffect(() => {
    if (songUrl === null || to < 0) return undefined
    const leaving = new AbortController()
    const load = async (): Promise<void> => {
      if (song.current?.url !== songUrl) {
        song.current?.leaving.abort()
        song.current = open(songUrl)
      }
      const opened = await song.current.opening
      const perChunk = opened.chunkSamples
      const [first, last] = [Math.max(0, Math.floor(from / perChunk)), Math.max(0, Math.floor(to / perChunk))]
      const chunks = await Promise.all(
        Array.from({ length: last - first + 1 }, (_, index) => opened.chunk(first + index)),
      )
      if (leaving.signal.aborted) return
      setSamples({ fromSample: first * perChunk, values: mixed(chunks), sampleRate: opened.sampleRate })
    }
    load().catch(() => {
      song.current = null
    })
    return () => leaving.abort()
  }, [songUrl, from, to])
  return samples
}

function mixed(chunks: readonly (readonly Float32Array[])[]): Float32Array {
  const length = chunks.reduce((sum, channels) => sum + (channels[0]?.length ?? 0), 0)
  const values = new Float32Array(length)
  let at = 0
  for (const channels of chunks) {
    const count = channels[0]?.length ?? 0
    for (let i = 0; i < count; i += 1) {
      let sum = 0
      for (const channel of channels) sum += channel[i]!
      values[at + i] = sum / channels.length
    }
    at += count
  }
  return values
}
