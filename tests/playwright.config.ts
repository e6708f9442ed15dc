import { defineConfig } from 'playwright/test'
import { mayMount } from './support/disks.ts'
import { browserPath } from '../scripts/open-browser.ts'

// Full and read-only disks are made by mounting some, as root may on most machines.
const needsMounts = '**/disk.spec.ts'
if (!mayMount()) console.log(`${needsMounts} is left out: this user may not mount disks.`)

export default defineConfig({
  testDir: 'e2e',
  testIgnore: mayMount() ? [] : needsMounts,
  outputDir: '../node_modules/.cache/playwright',
  workers: 1,
  forbidOnly: true,
  reporter: 'list',
  // They end what hangs and measure nothing: a busy machine takes several times as long as a quiet one.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    locale: 'en-GB',
    launchOptions: {
      executablePath: browserPath(),
      args: [
        // The tests also run as root in containers, where Chromium's own sandbox cannot start.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
