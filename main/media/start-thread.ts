import { getCompileCacheDir } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { Worker, type ResourceLimits } from 'node:worker_threads'

type ThreadOptions = {
  readonly name: string
  readonly workerData?: unknown
  readonly resourceLimits?: ResourceLimits
}

/** The door to threads. `entry` is written `new URL('./x-worker.ts', import.meta.url)` where it is called: the bundler reads it so. */
export function startThread(entry: URL, { name, workerData, resourceLimits = {} }: ThreadOptions): Worker {
  if (entry.pathname.endsWith('.ts')) keepStrippingSafe()
  return new Worker(entry, { name, workerData, resourceLimits, env: threadEnvironment() })
}

/**
 * Node takes the types out of our sources by WebAssembly, anew in each thread. Of its calls back into JavaScript the engine
 * compiles those that come often, and what it compiled is shared by all threads: one that tiers up while another ends can take
 * the whole program down (V8 13.6 of Node 24; nodejs/node#64500). What never counts as often is never compiled.
 */
function keepStrippingSafe(): void {
  setFlagsFromString(`--wasm-wrapper-tiering-budget=${2 ** 31 - 1}`)
}

/** A thread compiles our sources anew, and holds on to some ten megabytes for it, unless it finds them in the cache. */
function threadEnvironment(): NodeJS.ProcessEnv {
  const cacheDir = getCompileCacheDir()
  return cacheDir === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cacheDir }
}
