import type { LinkKind, LinkTarget, Settings } from './settings.ts'
import type { Call } from './call.ts'

/** The two addresses of the server, as `http://127.0.0.1:1234`. */
export type Origins = { readonly own: string; readonly other: string }

/** The absolute link to `path` (with the service's prefix), as the settings of the call's service want it. */
export function linkTo(call: Call, kind: LinkKind, path: string, settings: Settings, origins: Origins): string {
  return resolve(settings[call.family].links[kind], path, origins)
}

function resolve(target: LinkTarget, path: string, origins: Origins): string {
  switch (target.to) {
    case 'own':
      return origins.own + path
    case 'other':
      return origins.other + path
    case 'https':
      return origins.own.replace('http:', 'https:') + path
    case 'loop':
      return `${origins.own}/_redirect`
    case 'url':
      return target.url
    case 'redirect':
      return `${origins.own}/_redirect?to=${encodeURIComponent(resolve(target.target, path, origins))}`
    default: {
      const never: never = target
      throw new Error(`unknown link target ${JSON.stringify(never)}`)
    }
  }
}
