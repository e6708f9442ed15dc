import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options?: { type: 'minor' }) => void

let collect: Collect | undefined

/**
 * Frees what was just let go. Pixels and samples live outside the JavaScript heap, and the collector is in no hurry to free
 * them: a clip grows by hundreds of megabytes without a nudge after each frame, and fresh pages cost more than the copy into
 * them; a song's chunks fill the allocator's arena for good.
 */
export function collectYoung(): void {
  collect ??= findCollector()
  collect({ type: 'minor' })
}

/** Frees all that was let go, also what was kept for a while. */
export function collectAll(): void {
  collect ??= findCollector()
  collect()
}

/** Where the engine gives its collector to nobody (Electron may), nothing is nudged: a saving must not cost a clip. */
function findCollector(): Collect {
  try {
    setFlagsFromString('--expose-gc')
    return runInNewContext('gc') as Collect
  } catch {
    return () => {}
  }
}
