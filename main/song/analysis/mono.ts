/** The average of all channels, one value per sample time. */
export function mixToMono(interleaved: Float32Array, channels: number): Float32Array {
  if (channels === 1) return interleaved
  const mono = new Float32Array(Math.floor(interleaved.length / channels))
  if (channels === 2) {
    for (let i = 0; i < mono.length; i++) mono[i] = 0.5 * (interleaved[2 * i]! + interleaved[2 * i + 1]!)
    return mono
  }
  for (let i = 0; i < mono.length; i++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += interleaved[i * channels + channel]!
    mono[i] = sum / channels
  }
  return mono
}
