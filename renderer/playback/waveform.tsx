import { useCallback } from 'react'
import { TICKS_PER_SECOND } from '#model/time.ts'
import type { WavePeaks } from '#model/wave-peaks.ts'
import { drawSamples, drawWave, type WaveColours } from './draw-waveform.ts'
import { useCanvas, type Drawing } from './use-canvas.ts'
import { useSamples, type Samples } from './use-samples.ts'
import { themeColour, useThemeVersion } from './use-theme-version.ts'
import { columnsFromPeaks, columnsFromSamples, needsSamples } from './wave-columns.ts'

type Props = {
  /** `usePeaks`, or what the analysis streams; undefined draws nothing. */
  peaks: WavePeaks | undefined
  /** `/song/<id>`, for zooms finer than the peaks. */
  songUrl: string | null
  /** The span of the song that fills the width, in its ticks; may reach beyond its ends. */
  startTicks: number
  endTicks: number
  /** Quieter, for a strip in the background. */
  isDim?: boolean
  className?: string
}

/** With fewer samples in a point, each of them is a point of one line. */
const LINE_SAMPLES = 3

/** A song's waveform over a span of time, sharp at every zoom down to single samples. Fills its box; decoration for screen readers. */
export function Waveform({ peaks, songUrl, startTicks, endTicks, isDim = false, className = '' }: Props) {
  const theme = useThemeVersion()
  const ticksPerSample = peaks ? TICKS_PER_SECOND / peaks.sampleRate : 1
  const [fromSample, toSample] = [startTicks / ticksPerSample, endTicks / ticksPerSample]
  // The width is not known before drawing; it has no more points than the window.
  const isFine = peaks !== undefined && needsSamples(peaks, (toSample - fromSample) / (innerWidth * devicePixelRatio))
  const samples = useSamples(
    songUrl,
    isFine ? { fromSample: Math.floor(fromSample), toSample: Math.ceil(toSample) } : null,
  )

  const draw = useCallback<Drawing>(
    (context, { width, height, pointsPerUnit }) => {
      if (!peaks) return
      const area = { x: 0, y: 0, width, height }
      const points = Math.ceil(width * pointsPerUnit)
      const samplesPerPoint = (toSample - fromSample) / points
      const colours = colourNames(isDim, theme)
      const exact =
        needsSamples(peaks, samplesPerPoint) && covers(samples, fromSample, toSample, peaks) ? samples : null
      if (!exact) {
        drawWave(context, columnsFromPeaks(peaks, fromSample, samplesPerPoint, points), area, pointsPerUnit, colours)
      } else if (samplesPerPoint >= LINE_SAMPLES) {
        const columns = columnsFromSamples(exact.values, exact.fromSample, fromSample, samplesPerPoint, points)
        drawWave(context, columns, area, pointsPerUnit, colours)
      } else {
        const first = Math.max(exact.fromSample, Math.floor(fromSample) - 1)
        const values = exact.values.subarray(first - exact.fromSample, Math.ceil(toSample) + 2 - exact.fromSample)
        const step = width / (toSample - fromSample)
        drawSamples(context, values, (first - fromSample) * step, step, area, colours.core)
      }
    },
    [peaks, samples, fromSample, toSample, isDim, theme],
  )
  const canvas = useCanvas(draw)
  return <canvas ref={canvas} aria-hidden="true" className={`block size-full ${className}`} />
}

/** The colours of this theme; `_theme` is only what they change with. */
function colourNames(isDim: boolean, _theme: number): WaveColours {
  return isDim
    ? { wave: themeColour('--wave-dim'), core: themeColour('--wave') }
    : { wave: themeColour('--wave'), core: themeColour('--wave-core') }
}

/** What lies of the span within the song must be there; beyond the song there is nothing. */
function covers(samples: Samples | null, from: number, to: number, { sampleCount }: WavePeaks): boolean {
  if (!samples) return false
  const end = samples.fromSample + samples.values.length
  return samples.fromSample <= Math.max(0, Math.floor(from)) && end >= Math.min(sampleCount, Math.ceil(to))
}
