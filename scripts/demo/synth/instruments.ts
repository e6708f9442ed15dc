import { Biquad } from './biquad.ts'
import type { Random } from './random.ts'
import { decayFactor, monoSound, pitchHz, SAMPLE_RATE, samplesIn, type Sound } from './sound.ts'
import { addGlidingOscillator, addOscillator, wavetable } from './wavetable.ts'

/** Multiplies by a rise over `attackSeconds` and a fall over the last `releaseSeconds`, both rounded. */
function shape(samples: Float32Array, attackSeconds: number, releaseSeconds: number): void {
  const attack = Math.min(samples.length, samplesIn(attackSeconds))
  const release = Math.min(samples.length, samplesIn(releaseSeconds))
  for (let i = 0; i < attack; i++) samples[i]! *= Math.sin((Math.PI / 2) * (i / attack)) ** 2
  for (let i = 0; i < release; i++) samples[samples.length - 1 - i]! *= Math.sin((Math.PI / 2) * (i / release)) ** 2
}

/** One note of the string-like pad: two detuned saws a side over a soft triangle, slow at both ends. */
export function padNote(midi: number, heldSeconds: number, random: Random): Sound {
  const length = samplesIn(heldSeconds + 0.7)
  const frequency = pitchHz(midi)
  const side = (detunes: readonly number[]): Float32Array => {
    const samples = new Float32Array(length)
    for (const detune of detunes) addOscillator(samples, 'saw', frequency * detune, 0.4, random())
    addOscillator(samples, 'triangle', frequency, 0.35, random())
    shape(samples, 0.22, 0.85)
    return samples
  }
  return { left: side([0.9962, 1.0021]), right: side([0.9981, 1.0043]) }
}

/** A plucked note between electric piano and music box: frequency modulation whose brightness dies away first. */
export function pluckNote(midi: number, random: Random): Sound {
  const samples = new Float32Array(samplesIn(1.5))
  const frequency = pitchHz(midi)
  const sine = wavetable('sine', frequency)
  const length = sine.length - 1
  const levelDecay = decayFactor(1.5 * 2 ** ((60 - midi) / 40))
  const brightDecay = decayFactor(0.5)
  let level = 0.8
  let brightness = 0.26
  let carrier = random()
  let modulator = 0
  for (let i = 0; i < samples.length; i++) {
    const bend = brightness * sine[(modulator * length) | 0]!
    const position = (carrier + bend + 4) % 1
    const body = sine[(position * length) | 0]!
    samples[i] = level * (body + 0.12 * brightness * sine[(((carrier * 4) % 1) * length) | 0]!)
    carrier = (carrier + frequency / SAMPLE_RATE) % 1
    modulator = (modulator + (frequency * 2.003) / SAMPLE_RATE) % 1
    level *= levelDecay
    brightness *= brightDecay
  }
  shape(samples, 0.002, 0.15)
  return monoSound(samples)
}

/** A round bass note: a filtered saw over its own sine, gently driven. */
export function bassNote(midi: number, heldSeconds: number): Sound {
  const samples = new Float32Array(samplesIn(heldSeconds + 0.05))
  const frequency = pitchHz(midi)
  addOscillator(samples, 'saw', frequency, 0.75)
  const filter = new Biquad('lowpass', 900, 0.9)
  for (let from = 0; from < samples.length; from += 128) {
    filter.tune(170 + frequency + 850 * Math.exp(-from / samplesIn(0.11)), 0.9)
    filter.process(samples, from, Math.min(samples.length, from + 128))
  }
  addOscillator(samples, 'sine', frequency, 0.55)
  for (let i = 0; i < samples.length; i++) {
    samples[i] = 0.75 * Math.tanh(1.5 * samples[i]! * (0.72 + 0.28 * Math.exp(-i / samplesIn(0.2))))
  }
  shape(samples, 0.004, 0.05)
  return monoSound(samples)
}

/** A singing lead note that slides in from the note before it and begins to waver once held. */
export function leadNote(midi: number, fromMidi: number, heldSeconds: number): Sound {
  const length = samplesIn(heldSeconds + 0.28)
  const frequencies = new Float32Array(length)
  const slide = (fromMidi - midi) * 0.9
  for (let i = 0; i < length; i++) {
    const seconds = i / SAMPLE_RATE
    const waver = 0.16 * Math.min(1, Math.max(0, (seconds - 0.22) * 2.5)) * Math.sin(2 * Math.PI * 5.1 * seconds)
    frequencies[i] = pitchHz(midi + slide * Math.exp(-seconds / 0.028) + waver)
  }
  const side = (detune: number): Float32Array => {
    const samples = new Float32Array(length)
    addGlidingOscillator(samples, 'square', frequencies, 0.26, detune)
    addGlidingOscillator(samples, 'triangle', frequencies, 0.5, 1)
    addGlidingOscillator(samples, 'saw', frequencies, 0.22, 2 - detune)
    new Biquad('lowpass', 2600 + pitchHz(midi), 0.8).process(samples)
    shape(samples, 0.02, 0.26)
    return samples
  }
  return { left: side(1.0028), right: side(0.9972) }
}
