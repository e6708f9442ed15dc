import { createStudio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { createKeyFile } from '#main/services/key-store.ts'

/**
 * The program in a process of its own, which works off its outbox until nothing waits any more, on a machine whose network is what
 * it is told: `online` and `offline` by message, the latter at first. `status` is answered with how the outbox stands; `close` closes it.
 */
const [libraryDir = '', keyPath = ''] = process.argv.slice(2)
let isOnline = false
const listeners = new Set<() => void>()
const network = {
  isOnline: () => isOnline,
  onChange(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
const host = { ...nodeHost(line => process.stderr.write(`${line}\n`)), keys: createKeyFile(keyPath), network }
const studio = await createStudio({ libraryDir, host, mustExist: true })
const closing = new AbortController()

function setOnline(now: boolean): void {
  isOnline = now
  for (const listener of listeners) listener()
}

process.on('message', (message: 'online' | 'offline' | 'status' | 'close') => {
  if (message === 'status') process.send!(studio.outbox.status(null))
  else if (message === 'close') closing.abort(new Error('closed'))
  else setOnline(message === 'online')
})
const { signal } = closing
await studio.outbox.sync({ signal, log: () => {}, isPatient: true, onSettled: () => {} }).catch((error: unknown) => {
  if (!signal.aborted) throw error
})
await studio.close()
process.disconnect()
