import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import type { MediaRoutes } from '#main/proxies/media-routes.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export type Site = (request: Request) => Promise<Response>

/**
 * The one answer to every request for the window's page, whichever host asks: Electron's own scheme and the Node
 * server give it the same requests and send its responses unchanged.
 *
 * @param pageDir absolute path of the built page; of the page, nothing outside it is ever read
 * @param media the library's pictures and sounds, beside the page
 */
export function createSite(pageDir: string, media: MediaRoutes): Site {
  return async request => {
    const url = new URL(request.url)
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    // Only of media something can be thrown away.
    const medium = isReading || request.method === 'DELETE' ? await media(request, url, safetyHeaders(url)) : null
    if (medium) return medium
    if (!isReading) return plain(url, 405, 'Only reading is possible here.')
    const path = pagePath(pageDir, url.pathname)
    const bytes = path === null ? null : await readFile(path).catch(() => null)
    if (path === null || bytes === null) return plain(url, 404, 'There is no such page in the studio.')
    const headers = safetyHeaders(url)
    headers.set('content-type', CONTENT_TYPES[extname(path)] ?? 'application/octet-stream')
    headers.set('content-length', String(bytes.byteLength))
    // Built assets carry their hash in their name; the page that names them does not.
    headers.set('cache-control', url.pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache')
    return new Response(request.method === 'HEAD' ? null : bytes, { status: 200, headers })
  }
}

/** A short sentence as a response, with the same protection as a page. */
export function plain(url: URL, status: number, sentence: string): Response {
  const headers = safetyHeaders(url)
  headers.set('content-type', 'text/plain; charset=utf-8')
  headers.set('cache-control', 'no-store')
  return new Response(`${sentence}\n`, { status, headers })
}

/** The file a URL path names, or null where it names none inside the folder. */
function pagePath(pageDir: string, pathname: string): string | null {
  if (pathname === '/') return join(pageDir, 'index.html')
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const path = join(pageDir, name)
  const inside = relative(pageDir, path)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : path
}

function safetyHeaders(url: URL): Headers {
  // Not every browser lets 'self' cover the socket to the same address, so an http page names it.
  const socket = url.protocol === 'http:' ? ` ws://${url.host}` : ''
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return new Headers({
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
}
