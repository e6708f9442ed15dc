import { fileURLToPath } from 'node:url'
import { createStudio, type Studio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer, type StudioServer } from '#main/hosts/node/server.ts'

const pageDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

/** A studio of this very process, and the built page over it. */
export type ShownStudio = { readonly studio: Studio; readonly server: StudioServer; close(): Promise<void> }

/** Opens a library as `serve` does, on a free port; `log` takes what the studio logs. */
export async function showStudio(libraryDir: string, log: (line: string) => void = () => {}): Promise<ShownStudio> {
  const studio = await createStudio({ libraryDir, host: nodeHost(log) })
  const { api, receiveUpload, media } = studio
  const server = await startServer({ api, receiveUpload, media, pageDir, port: 0 })
  return {
    studio,
    server,
    async close() {
      await server.close()
      await studio.close()
    },
  }
}
