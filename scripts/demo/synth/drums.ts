import { Biquad } from './biquad.ts'
import type { Random } from './random.ts'
import { decayFactor, monoSound, SAMPLE_RATE, samplesIn, type Sound } from './sound.ts'

function noise(seconds: number, random: Random): Float32Array {
  const samples = new Float32Array(samplesIn(seconds))
  for (let i = 0; i < samples.length; i++) samples[i] = random() * 2 - 1
  return samples
}

function decay(samples: Float32Array, seconds: number): Float32Array {
  const factor = decayFactor(seconds)
  let level = 1
  for (let i = 0; i < samples.length; i++) {
    samples[i]! *= level
    level *= factor
  }
  return samples
}

/** Adds a sine that falls from one pitch to another, as a struck skin does. */
function addDrop(
  target: Float32Array,
  fromHz: number,
  toHz: number,
  dropSeconds: number,
  fadeSeconds: number,
  level: number,
) {
  const fade = decayFactor(fadeSeconds)
  let phase = 0
  let gain = level
  for (let i = 0; i < target.length; i++) {
    target[i]! += gain * Math.sin(2 * Math.PI * phase)
    phase += (toHz + (fromHz - toHz) * Math.exp(-i / samplesIn(dropSeconds))) / SAMPLE_RATE
    gain *= fade
  }
}

export function kick(random: Random): Sound {
  const samples = new Float32Array(samplesIn(0.38))
  addDrop(samples, 165, 49, 0.028, 0.42, 1)
  const click = decay(noise(0.012, random), 0.012)
  new Biquad('lowpass', 3200).process(click)
  for (let i = 0; i < click.length; i++) samples[i]! += 0.35 * click[i]!
  for (let i = 0; i < samples.length; i++) samples[i] = Math.tanh(1.4 * samples[i]!) * 0.8
  return monoSound(samples)
}

export function snare(random: Random): Sound {
  const side = (): Float32Array => {
    const samples = decay(noise(0.32, random), 0.34)
    new Biquad('highpass', 700).process(samples)
    new Biquad('lowpass', 7200).process(samples)
    for (let i = 0; i < samples.length; i++) samples[i]! *= 0.75
    addDrop(samples, 250, 182, 0.02, 0.2, 0.62)
    return samples
  }
  return { left: side(), right: side() }
}

/** Several hands within 30 ms, then the room. */
export function clap(random: Random): Sound {
  const side = (): Float32Array => {
    const samples = new Float32Array(samplesIn(0.36))
    for (const [delaySeconds, level] of [
      [0, 1],
      [0.009, 0.7],
      [0.019, 0.75],
      [0.029, 0.5],
    ] as const) {
      const hand = decay(noise(0.3, random), delaySeconds < 0.02 ? 0.05 : 0.3)
      const start = samplesIn(delaySeconds)
      for (let i = 0; i < hand.length && start + i < samples.length; i++) samples[start + i]! += level * hand[i]!
    }
    new Biquad('bandpass', 1500, 0.8).process(samples)
    return samples
  }
  return { left: side(), right: side() }
}

export function hat(random: Random, openSeconds: number): Sound {
  const samples = decay(noise(openSeconds, random), openSeconds)
  new Biquad('highpass', 6500, 0.9).process(samples)
  new Biquad('lowpass', 11500).process(samples)
  for (let i = 0; i < samples.length; i++) samples[i]! *= 1.5
  return monoSound(samples)
}

export function shaker(random: Random): Sound {
  const samples = noise(0.09, random)
  new Biquad('bandpass', 5200, 0.9).process(samples)
  for (let i = 0; i < samples.length; i++) samples[i]! *= Math.sin((Math.PI * i) / samples.length) ** 2
  return monoSound(samples)
}

export function tom(random: Random, pitchHz: number): Sound {
  const samples = decay(noise(0.4, random), 0.06)
  new Biquad('lowpass', 1800).process(samples)
  for (let i = 0; i < samples.length; i++) samples[i]! *= 0.4
  addDrop(samples, pitchHz * 1.6, pitchHz, 0.04, 0.45, 0.9)
  return monoSound(samples)
}

export function crash(random: Random): Sound {
  const side = (): Float32Array => {
    const samples = decay(noise(2.6, random), 2.6)
    new Biquad('highpass', 3800).process(samples)
    new Biquad('lowpass', 9500).process(samples)
    return samples
  }
  return { left: side(), right: side() }
}

/** Wind that rises and opens over `seconds`, to be cut off by the downbeat after it. */
export function riser(random: Random, seconds: number): Sound {
  const side = (): Float32Array => {
    const samples = noise(seconds, random)
    const filter = new Biquad('bandpass', 300, 0.7)
    for (let from = 0; from < samples.length; from += 256) {
      const risen = from / samples.length
      filter.tune(300 * 2 ** (4.2 * risen), 0.7)
      filter.process(samples, from, Math.min(samples.length, from + 256))
    }
    for (let i = 0; i < samples.length; i++) samples[i]! *= (i / samples.length) ** 2.2
    return samples
  }
  return { left: side(), right: side() }
}
