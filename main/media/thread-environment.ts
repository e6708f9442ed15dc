import { getCompileCacheDir } from 'node:module'

/** The environment for a worker thread: it compiles our sources anew, and holds on to some ten megabytes for it, unless it finds them in the cache. */
export function threadEnvironment(): NodeJS.ProcessEnv {
  const cacheDir = getCompileCacheDir()
  return cacheDir === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cacheDir }
}
