import { assertNever } from '#model/assert-never.ts'
import { SAMPLE_RATE } from './sound.ts'

const TABLE_LENGTH = 2048
const MAX_HARMONICS = 160

export type Waveform = 'sine' | 'triangle' | 'saw' | 'square'

const tables = new Map<string, Float32Array>()

/**
 * One period of a waveform (plus its first sample again, for interpolation) with no overtone above half the sample rate
 * for notes up to an octave above `frequencyHz`'s own. Peaks near 1.
 */
export function wavetable(waveform: Waveform, frequencyHz: number): Float32Array {
  const octave = Math.max(0, Math.ceil(Math.log2(frequencyHz / 27.5)))
  const key = `${waveform}${octave}`
  let table = tables.get(key)
  if (!table) {
    const harmonics = Math.min(MAX_HARMONICS, Math.floor(SAMPLE_RATE / 2 / (27.5 * 2 ** octave)))
    table = sumOvertones(waveform, harmonics)
    tables.set(key, table)
  }
  return table
}

function sumOvertones(waveform: Waveform, harmonics: number): Float32Array {
  const table = new Float32Array(TABLE_LENGTH + 1)
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
    const level = overtoneLevel(waveform, harmonic)
    if (level === 0) continue
    // Tapering the highest overtones avoids the ripple of a sharp cut.
    const taper = waveform === 'sine' ? 1 : Math.cos((Math.PI / 2) * (harmonic / (harmonics + 1))) ** 2
    for (let i = 0; i <= TABLE_LENGTH; i++) {
      table[i]! += level * taper * Math.sin((2 * Math.PI * harmonic * i) / TABLE_LENGTH)
    }
  }
  return table
}

function overtoneLevel(waveform: Waveform, harmonic: number): number {
  const isOdd = harmonic % 2 === 1
  switch (waveform) {
    case 'sine':
      return harmonic === 1 ? 1 : 0
    case 'triangle':
      return isOdd ? (0.81 * (harmonic % 4 === 1 ? 1 : -1)) / harmonic ** 2 : 0
    case 'saw':
      return 0.6 / harmonic
    case 'square':
      return isOdd ? 1 / harmonic : 0
    default:
      return assertNever(waveform)
  }
}

/** Adds an oscillator to `target`, from `phase` (0..1) at a steady frequency. */
export function addOscillator(
  target: Float32Array,
  waveform: Waveform,
  frequencyHz: number,
  level: number,
  phase = 0,
): void {
  const table = wavetable(waveform, frequencyHz)
  const step = (frequencyHz / SAMPLE_RATE) * TABLE_LENGTH
  let position = phase * TABLE_LENGTH
  for (let i = 0; i < target.length; i++) {
    const index = position | 0
    const below = table[index]!
    target[i]! += level * (below + (table[index + 1]! - below) * (position - index))
    position += step
    if (position >= TABLE_LENGTH) position -= TABLE_LENGTH
  }
}

/** Adds an oscillator whose frequency in Hz is given for each sample. */
export function addGlidingOscillator(
  target: Float32Array,
  waveform: Waveform,
  frequenciesHz: Float32Array,
  level: number,
  detune: number,
): void {
  const table = wavetable(
    waveform,
    frequenciesHz.reduce((a, b) => Math.max(a, b), 1),
  )
  const scale = (TABLE_LENGTH / SAMPLE_RATE) * detune
  let position = 0
  for (let i = 0; i < target.length; i++) {
    const index = position | 0
    const below = table[index]!
    target[i]! += level * (below + (table[index + 1]! - below) * (position - index))
    position += frequenciesHz[i]! * scale
    if (position >= TABLE_LENGTH) position -= TABLE_LENGTH
  }
}
