// The command line's first step: says what is missing before anything is imported that would crash an older Node.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const major = Number(process.versions.node.split('.')[0])
const hasPackages = existsSync(fileURLToPath(new URL('../node_modules/.cache/setup-mark', import.meta.url)))

if (major < 24 || !hasPackages) {
  process.stderr.write(
    hasPackages
      ? `Flythrough needs Node 24 and this is ${process.versions.node}. Start it with: npm run -s flythrough -- <command>\n`
      : 'Flythrough is not set up yet. Run once: npm run setup\n',
  )
  process.exit(1)
}
// npm starts scripts in the package's folder; the paths a person gives are meant from where that person stands.
if (process.env.npm_lifecycle_event === 'flythrough' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
// Half of a short command's time would be reading our own sources.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
await import('../main/hosts/node/cli.ts')
