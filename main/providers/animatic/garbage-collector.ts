import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options?: { type: 'minor' }) => void

/**
 * Pixels live outside the JavaScript heap, and the collector is in no hurry to free them. Every frame comes in a buffer of
 * its own: without a nudge after each, a clip grows by hundreds of megabytes, and fresh pages cost more than the copy into
 * them. Layers that a scene keeps are freed by `collectAll`, after its clip.
 */
export function garbageCollector(): { readonly collectYoung: () => void; readonly collectAll: () => void } {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  return { collectYoung: () => collect({ type: 'minor' }), collectAll: () => collect() }
}
