/** The order of a map is the order of use. */
export function touch<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
}

/** What has not been used for longest, beyond what is kept. */
export function surplus(map: ReadonlyMap<string, unknown>, kept: number): string[] {
  return [...map.keys()].slice(0, Math.max(0, map.size - kept))
}
