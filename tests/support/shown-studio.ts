import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createStudio, type Studio } from '#main/app.ts'
import type { Host } from '#main/host.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer, type StudioServer } from '#main/hosts/node/server.ts'
import { createKeyFile } from '#main/services/key-store.ts'

const pageDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

/** A studio of this very process, and the built page over it. */
export type ShownStudio = { readonly studio: Studio; readonly server: StudioServer; close(): Promise<void> }

/** Opens a library as `serve` does, on a free port, with keys of its own; `log` takes what the studio logs, `parts` stand in for some of the host. */
export async function showStudio(
  libraryDir: string,
  log: (line: string) => void = () => {},
  parts: Partial<Host> = {},
): Promise<ShownStudio> {
  const keys = createKeyFile(join(libraryDir, 'keys.json'), { environment: {} })
  const studio = await createStudio({ libraryDir, host: { ...nodeHost(log), keys, ...parts } })
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
