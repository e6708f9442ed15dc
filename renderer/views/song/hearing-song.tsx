import { useMemo } from 'react'
import type { Hearing } from '#model/contract/song-contract.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { WavePeaks } from '#model/wave-peaks.ts'
import { Waveform } from '../../playback/waveform.tsx'
import { texts } from '../../texts.ts'
import { clock } from '../../ui/clock.ts'
import { ProgressBar } from '../../ui/states.tsx'

type Seen = Extract<Hearing, { kind: 'waveform' }>

const { none: words } = texts.song

/** A song that is being heard: all of its waveform, lit as far as it is heard. */
export function HearingSong({ seen, heardShare }: { seen: Seen; heardShare: number }) {
  const peaks = useMemo(() => peaksOf(seen), [seen])
  const whole = { peaks, songUrl: null, startTicks: 0, endTicks: seen.durationTicks }
  const status = heardShare < 1 ? words.listening : words.finding
  return (
    <section className="flex size-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4">
        <h2 className="truncate font-strong">{seen.title}</h2>
        <span className="truncate text-soft">{seen.artist}</span>
        <span className="text-soft">{clock(secondsFromTicks(seen.durationTicks))}</span>
      </header>
      <div className="relative min-h-0 grow bg-well">
        <Waveform {...whole} isDim className="absolute inset-0" />
        <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 * (1 - heardShare)}% 0 0)` }}>
          <Waveform {...whole} />
        </div>
      </div>
      <footer className="flex h-12 shrink-0 items-center gap-4 border-t border-line px-4">
        <span role="status" className="text-soft">
          {status}
        </span>
        <ProgressBar label={status} value={heardShare < 1 ? heardShare : null} className="grow" />
        <span className="w-20 text-right text-soft tabular-nums">{words.heard(Math.round(100 * heardShare))}</span>
      </footer>
    </section>
  )
}

function peaksOf({ sampleRate, samplesPerBucket, minMax }: Seen): WavePeaks {
  const bucketCount = minMax.length / 2
  const zooms = [{ samplesPerBucket, bucketCount, minMax: Int8Array.from(minMax) }]
  return { sampleRate, sampleCount: bucketCount * samplesPerBucket, zooms }
}
