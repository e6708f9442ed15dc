/**
 * A take's seed: a 31-bit hash of the project's seed, the shot's serial and the take's number,
 * so that take k of a shot is the same clip in every library. (FNV-1a over the three integers' bytes, then avalanche.)
 */
export function takeSeed(projectSeed: number, shotSerial: number, takeNumber: number): number {
  let hash = 0x811c9dc5
  for (const value of [projectSeed, shotSerial, takeNumber]) {
    for (let shift = 0; shift < 32; shift += 8) {
      hash = Math.imul(hash ^ ((value >>> shift) & 0xff), 0x01000193)
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 1
}
