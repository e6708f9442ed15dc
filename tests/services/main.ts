import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { FAMILIES } from './core/family.ts'
import { startServices } from './services.ts'

/**
 * The services as a process of their own, for tests that kill the program:
 *
 *   node tests/services/main.ts --clip small.mp4 [--webm small.webm] [--port 8000]
 *
 * Prints one line of JSON, `{ "urls": { "<family>": "http://…" }, "control": "http://…", "pid": 1 }`, and serves until killed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { clip: { type: 'string' }, webm: { type: 'string' }, port: { type: 'string' } },
  })
  if (values.clip === undefined) throw new Error('--clip <file> is missing')
  const clip = await readFile(values.clip)
  const webm = values.webm === undefined ? clip : await readFile(values.webm)
  const services = await startServices({
    clip: ({ format }) => (format === 'webm' ? webm : clip),
    port: Number(values.port ?? 0),
  })
  const urls = Object.fromEntries(FAMILIES.map(family => [family, services.url(family)]))
  process.stdout.write(`${JSON.stringify({ urls, control: services.controlUrl, pid: process.pid })}\n`)
}

await main()
