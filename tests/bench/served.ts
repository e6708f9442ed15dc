/**
 * The studio in a process of its own, which tells how long its main thread was ever held up: started by `serveMeasured`.
 * Messages in: `reset`, `stop`. Messages out: `{ url }`, `{ longestStallMs }` in answer to `reset` and `stop`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { createStudio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer } from '#main/hosts/node/server.ts'

const libraryDir = process.argv[2]!
const delay = monitorEventLoopDelay({ resolution: 1 })
const studio = await createStudio({ libraryDir, host: nodeHost(line => console.error(line)) })
studio.startWorking()
const { api, receiveUpload, media } = studio
const pageDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))
const server = await startServer({ api, receiveUpload, media, pageDir, port: 0 })
process.send!({ url: server.url })

process.on('message', (message: 'reset' | 'stop') => {
  delay.disable()
  process.send!({ longestStallMs: delay.max / 1e6 })
  delay.reset()
  delay.enable()
  if (message === 'stop')
    void server
      .close()
      .then(() => studio.close())
      .then(() => process.exit(0))
})
