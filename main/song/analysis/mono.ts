/** The average of one or two channels, one value per sample time. */
export function mixToMono(interleaved: Float32Array, channels: number): Float32Array {
  if (channels === 1) return interleaved
  const mono = new Float32Array(Math.floor(interleaved.length / 2))
  for (let i = 0; i < mono.length; i++) mono[i] = 0.5 * (interleaved[2 * i]! + interleaved[2 * i + 1]!)
  return mono
}
