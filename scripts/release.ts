/** Packs the app for this system into dist/: `npm run release`. Says what is missing before anything is built. */
import { build } from 'electron-builder'
import { build as buildApp } from 'electron-vite'
import { platform, arch, env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { releaseComplaints, releaseConfig } from './release-facts.ts'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

async function release(): Promise<void> {
  if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32') {
    throw new Error(`There is no release for ${platform}.`)
  }
  const facts = { environment: env, platform, arch, ffmpegDir: at('resources/ffmpeg') }
  const complaints = releaseComplaints(facts)
  for (const complaint of complaints) console.error(`release: ${complaint}`)
  process.exitCode = complaints.length === 0 ? 0 : 1
  if (complaints.length > 0) return
  await buildApp({ configFile: at('scripts/electron.vite.config.ts') })
  await build({ projectDir: at(''), config: releaseConfig(facts), publish: 'never' })
}

await release()
