import { existsSync, readFileSync } from 'node:fs'
import { chromium, type Browser } from 'playwright'

const places = JSON.parse(readFileSync(new URL('./browser-places.json', import.meta.url), 'utf8')) as string[]

/** The browser of this machine: `FLYTHROUGH_BROWSER`, or where one usually stands. */
export function browserPath(): string {
  const path = process.env['FLYTHROUGH_BROWSER'] ?? places.find(place => existsSync(place))
  if (path === undefined) throw new Error('Install Chromium or Chrome, or set FLYTHROUGH_BROWSER to its path')
  return path
}

/** Opens it without a window, drawn by the processor alone; it may sound without being touched. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  })
}
