import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { createStudio, type Studio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer } from '#main/hosts/node/server.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import type { MediaId } from '#model/ids.ts'
import type { VideoFacts } from '#model/take.ts'

/** A studio that shows the stage instead of its own page. */
export type FilmStage = {
  readonly folder: string
  readonly library: Library
  readonly studio: Studio
  readonly ffmpeg: FfmpegProgram
  /** For the browser; it works once. */
  readonly url: string
  /** What the studio has logged. */
  readonly log: readonly string[]
  /** Takes a clip in, with its facts. */
  take(path: string): Promise<{ readonly id: MediaId; readonly facts: VideoFacts }>
  /** Resolves when the proxies of these takes are there. */
  haveProxies(ids: readonly MediaId[]): Promise<void>
  close(): Promise<void>
}

export async function openFilmStage(): Promise<FilmStage> {
  const folder = mkdtempSync(join(tmpdir(), 'film-stage-'))
  const pageDir = join(folder, 'page')
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    logLevel: 'error',
    build: { outDir: pageDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  })
  const { ffmpeg } = await findFfmpeg()
  const log: string[] = []
  const libraryDir = join(folder, 'library')
  const studio = await createStudio({ libraryDir, host: nodeHost(line => log.push(line)) })
  const { api, receiveUpload, media } = studio
  const server = await startServer({ api, receiveUpload, media, pageDir, port: 0 })
  const library = openLibrary(libraryDir, { log: () => {} })
  return {
    folder,
    library,
    studio,
    ffmpeg,
    url: server.url,
    log,
    async take(path) {
      const { facts } = await probeVideo(path, ffmpeg)
      return { id: await library.media.importFile(path, 'take', { facts }), facts }
    },
    async haveProxies(ids) {
      for (const id of ids) {
        const address = new URL(`http://127.0.0.1/proxy/${id}`)
        const wish = () => media(new Request(address, { method: 'HEAD' }), address, new Headers())
        while ((await wish())?.status === 202) await new Promise(resolve => setTimeout(resolve, 50))
      }
    },
    async close() {
      library.close()
      await server.close()
      await studio.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
