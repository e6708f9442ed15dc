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
