/** Little pieces of sound with known answers, for the tests of the analysis. Mono, at SAMPLE_RATE. */
export const SAMPLE_RATE = 22_050

/** A repeatable random source (mulberry32), 0..1. */
export function randomSource(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * SAMPLE_RATE))
}

export function noise(seconds: number, seed = 1): Float32Array {
  const random = randomSource(seed)
  return silence(seconds).map(() => random() - 0.5)
}

export function tone(seconds: number, hz = 440): Float32Array {
  return silence(seconds).map((_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE))
}

/** A kick (falling sine) or a click (short noise) for every time, the first of each bar louder. */
export function strikes(
  seconds: number,
  times: readonly number[],
  meter: number,
  kind: 'kick' | 'click' = 'kick',
): Float32Array {
  const sound = silence(seconds)
  const random = randomSource(7)
  times.forEach((time, beat) => {
    const loudness = beat % meter === 0 ? 0.9 : 0.4
    const first = Math.round(time * SAMPLE_RATE)
    for (let i = 0; i < 0.08 * SAMPLE_RATE && first + i < sound.length; i++) {
      const age = i / SAMPLE_RATE
      const wave = kind === 'kick' ? Math.sin(2 * Math.PI * (60 * age + 2 * (1 - Math.exp(-40 * age)))) : random() - 0.5
      sound[first + i]! += loudness * Math.exp(-50 * age) * wave
    }
  })
  return sound
}

/** Chords that change with every bar, under `strikes` that mark the beats. */
export function band(seconds: number, bpm: number, meter: number): { sound: Float32Array; beats: number[] } {
  const beats = Array.from({ length: Math.ceil((seconds * bpm) / 60) }, (_, i) => (i * 60) / bpm)
  const sound = strikes(seconds, beats, meter)
  const roots = [220, 174.6, 261.6, 196]
  for (let i = 0; i < sound.length; i++) {
    const time = i / SAMPLE_RATE
    const root = roots[Math.floor((time * bpm) / 60 / meter) % roots.length]!
    sound[i]! += 0.1 * (Math.sin(2 * Math.PI * root * time) + Math.sin(3 * Math.PI * root * time))
  }
  return { sound, beats }
}

export type Groove = {
  readonly bpm: number
  readonly meter: number
  /** Where the off-beat falls within the beat: 0.5 straight, 0.66 swung. */
  readonly offBeat?: number
  /** How far players stray from the grid. */
  readonly strayMs?: number
  /** How much the tempo has grown at the end: 0.1 = a tenth faster. */
  readonly growth?: number
}

const GROOVE_SECONDS = 30

/**
 * A little song as bands play it: drums with off-beats and a backbeat, chords that change with the bars, hiss; its first
 * eight bars without kick and snare. `beats` are where the beat is meant, not where each player struck.
 */
export function groove({ bpm, meter, offBeat = 0.5, strayMs = 6, growth = 0 }: Groove): {
  sound: Float32Array
  beats: number[]
} {
  const random = randomSource(Math.round(bpm * meter))
  const beats: number[] = []
  for (let time = 0.37; time < GROOVE_SECONDS; time += 60 / (bpm * (1 + (growth * time) / GROOVE_SECONDS)))
    beats.push(time)
  const sound = noise(GROOVE_SECONDS, 3).map(sample => 0.01 * sample)
  const strike = (time: number, loudness: number, decay: number, wave: (age: number) => number): void => {
    const first = Math.round((time + (strayMs / 1000) * (2 * random() - 1)) * SAMPLE_RATE)
    for (let i = Math.max(0, -first); i < 0.2 * SAMPLE_RATE && first + i < sound.length; i++) {
      const age = i / SAMPLE_RATE
      sound[first + i]! += loudness * Math.exp(-decay * age) * wave(age)
    }
  }
  const roots = [110, 87.3, 130.8, 98]
  for (const [beat, time] of beats.entries()) {
    const length = (beats[beat + 1] ?? time + 60 / bpm) - time
    const place = beat % meter
    const isFull = beat >= 8 * meter
    const root = roots[Math.floor(beat / meter) % roots.length]!
    if (isFull && (place === 0 || place === 2)) {
      strike(time, 0.8, 30, age => Math.sin(2 * Math.PI * (55 * age + 2 * (1 - Math.exp(-40 * age)))))
    }
    if (isFull && place % 2 === 1) strike(time, 0.4, 25, () => random() - 0.5)
    strike(time, 0.12, 70, () => random() - 0.5)
    strike(time + offBeat * length, 0.1, 90, () => random() - 0.5)
    for (const ratio of [1, 2, 3, 2.5]) strike(time, 0.08, 6, age => Math.sin(2 * Math.PI * root * ratio * age))
  }
  return { sound, beats }
}
