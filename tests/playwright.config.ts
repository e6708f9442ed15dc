import { existsSync } from 'node:fs'
import { defineConfig } from 'playwright/test'

/** Chromium as Linux distributions install it. Elsewhere an installed Chrome is used. */
const LINUX_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const executablePath = process.env['STUDIO_BROWSER'] ?? LINUX_BROWSERS.find(path => existsSync(path))

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../node_modules/.cache/playwright',
  workers: 1,
  forbidOnly: true,
  reporter: 'list',
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    ...(executablePath === undefined ? { channel: 'chrome' } : {}),
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    locale: 'en-GB',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
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
