export const SAMPLE_RATE = 44_100

/** A played note or drum hit, rendered once and mixed in wherever it sounds. A mono sound holds the same array twice. */
export type Sound = { readonly left: Float32Array; readonly right: Float32Array }

/** Stereo samples on their way through effects, changed in place. */
export type Block = { readonly left: Float32Array; readonly right: Float32Array }

export function createBlock(length: number): Block {
  return { left: new Float32Array(length), right: new Float32Array(length) }
}

export function monoSound(samples: Float32Array): Sound {
  return { left: samples, right: samples }
}

export function samplesIn(seconds: number): number {
  return Math.round(seconds * SAMPLE_RATE)
}

/** Concert pitch of a MIDI note number, in Hz (69 = A4 = 440). */
export function pitchHz(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12)
}

/** The factor per sample that lets a level fall by 60 dB within `seconds`. */
export function decayFactor(seconds: number): number {
  return 0.001 ** (1 / (seconds * SAMPLE_RATE))
}
