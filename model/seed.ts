/** Spreads every input bit over the whole 32-bit hash, so that neighbouring inputs share nothing. */
function avalanche(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193

function hashIntegers(values: readonly number[]): number {
  let hash = FNV_START
  for (const value of values) {
    for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((value >>> shift) & 0xff), FNV_PRIME)
  }
  return hash
}

/**
 * A take's seed: a 31-bit hash of the project's seed, the shot's serial and the take's number,
 * so that take k of a shot is the same clip in every library. (FNV-1a over the three integers' bytes, then avalanche.)
 */
export function takeSeed(projectSeed: number, shotSerial: number, takeNumber: number): number {
  return avalanche(hashIntegers([projectSeed, shotSerial, takeNumber])) >>> 1
}

/** A number in [0, 1) that depends on nothing but the seed and the key: chance that can be repeated. */
export function seededUnit(seed: number, key: string): number {
  let hash = hashIntegers([seed])
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME)
  return (avalanche(hash) >>> 0) / 0x1_0000_0000
}
