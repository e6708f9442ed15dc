import { useCallback } from 'react'
import type { Hearing } from '#model/contract/song-contract.ts'
import { secondsFromTicks } from '#model/time.ts'
import { useCanvas, type Drawing } from '../../playback/use-canvas.ts'
import { themeColour, useThemeVersion } from '../../playback/use-theme-version.ts'
import { texts } from '../../texts.ts'
import { clock } from '../../ui/clock.ts'
import { ProgressBar } from '../../ui/states.tsx'

type Waveform = Extract<Hearing, { kind: 'waveform' }>

const { none: words } = texts.song

/** A song that is being heard: all of its waveform, and how far its beats are. */
export function HearingSong({ waveform, heardShare }: { waveform: Waveform; heardShare: number }) {
  const theme = useThemeVersion()
  const { minMax } = waveform
  const draw = useCallback<Drawing>(
    (context, { width, height }) => {
      if (theme < 0) return
      const buckets = minMax.length / 2
      const middle = height / 2
      const heard = heardShare * width
      for (let x = 0; x < width; x++) {
        const from = Math.floor((x / width) * buckets)
        const to = Math.max(from + 1, Math.floor(((x + 1) / width) * buckets))
        let [low, high] = [127, -127]
        for (let bucket = from; bucket < to; bucket++) {
          low = Math.min(low, minMax[2 * bucket] ?? 0)
          high = Math.max(high, minMax[2 * bucket + 1] ?? 0)
        }
        context.fillStyle = themeColour(x <= heard ? '--wave-core' : '--wave')
        const top = middle - (high / 127) * middle * 0.94
        context.fillRect(x, top, 1, Math.max(1, ((high - low) / 127) * middle * 0.94))
      }
    },
    [minMax, heardShare, theme],
  )
  const canvas = useCanvas(draw)
  const percent = Math.round(100 * heardShare)
  return (
    <section className="flex size-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4">
        <h2 className="truncate font-strong">{waveform.title}</h2>
        <span className="truncate text-soft">{waveform.artist}</span>
        <span className="text-soft">{clock(secondsFromTicks(waveform.durationTicks))}</span>
      </header>
      <div className="relative min-h-0 grow bg-well">
        <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 block size-full" />
      </div>
      <footer className="flex h-12 shrink-0 items-center gap-4 border-t border-line px-4">
        <span role="status" className="text-soft">
          {words.listening}
        </span>
        <ProgressBar label={words.listening} value={heardShare} className="grow" />
        <span className="w-20 text-right text-soft tabular-nums">{words.heard(percent)}</span>
      </footer>
    </section>
  )
}
