import { protocol } from 'electron'
import { join } from 'node:path'
import { createSite } from '#main/hosts/site.ts'
import type { MediaRoutes } from '#main/proxies/media-routes.ts'

/** Must be called before the app is ready. */
export function registerStudioScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'studio',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Answers the window's requests with the built page and the library's media; any other host name has nothing. */
export function serveStudioScheme(media: MediaRoutes): void {
  const site = createSite(join(import.meta.dirname, '../renderer'), media)
  protocol.handle('studio', request =>
    new URL(request.url).host === 'app' ? site(request) : new Response(null, { status: 404 }),
  )
}
