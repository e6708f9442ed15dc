import type { CDPSession, Page } from 'playwright/test'
import { expect, test } from './services-studio.ts'

const KEY = 'sk-Planted0xC0ffee4everInTheHeap'
/** One that is thought better of. */
const DROPPED = 'sk-Dropped0xC0ffee4everInTheHeap'
/** More than a beginning that chance could write. */
const PARTS = [KEY, DROPPED].map(key => key.slice(0, 12))
const ANY_PART = new RegExp(PARTS.join('|'))

/** The strings with something of the keys that the page's script holds, once it has thrown away what nothing leads to. */
async function rememberedOf(session: CDPSession): Promise<string[]> {
  const chunks: string[] = []
  const take = ({ chunk }: { chunk: string }): void => void chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', take)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', take)
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] }
  return strings.filter(text => PARTS.some(part => text.includes(part)))
}

/** What the page keeps of itself, and shows. */
async function keptBy(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const rows = databases.map(
      ({ name }) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open(name!)
          opening.addEventListener('error', () => reject(new Error('a database cannot be opened')))
          opening.addEventListener('success', () => {
            const { result } = opening
            const stores = [...result.objectStoreNames]
            if (stores.length === 0) return resolve([])
            const reading = result.transaction(stores)
            const asked = stores.map(store => reading.objectStore(store).getAll())
            reading.addEventListener('complete', () => resolve(asked.map(one => one.result as unknown)))
          })
        }),
    )
    const fields = [...document.querySelectorAll('input, textarea')].map(field => (field as HTMLInputElement).value)
    const caches = await Promise.all(
      (await window.caches.keys()).map(async name => (await window.caches.open(name)).keys()),
    )
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      await Promise.all(rows),
      caches.flat().map(({ url }) => url),
      fields,
      history.state,
      location.href,
      document.cookie,
      performance.getEntries().map(({ name }) => name),
    ])
  })
  return kept + (await page.content())
}

test('V3 once a key is saved and the screen is left, the page remembers nothing of it', async ({ page, served }) => {
  served.leadTo('replicate', 'replicate', '/v1')
  served.services.settings.replicate.keys = [KEY]
  const printed: string[] = []
  page.on('console', message => printed.push(message.text()))
  await page.goto(served.url)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  await page.getByRole('dialog').getByRole('combobox').fill('services')
  await page.keyboard.press('Enter')
  const services = page.getByRole('region', { name: 'Services' })
  await services.getByRole('button', { name: /^Replicate/ }).click()
  await services.getByLabel('API token').focus()
  // By the keys themselves: a test that hands the key to the page would find its own.
  await page.keyboard.type(KEY)

  const session = await page.context().newCDPSession(page)
  expect(await rememberedOf(session)).toContain(KEY)
  expect(await page.content()).not.toMatch(ANY_PART)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  expect(JSON.stringify(nodes)).toContain('API token')
  expect(JSON.stringify(nodes)).not.toMatch(ANY_PART)

  await page.keyboard.press('Enter')
  await expect(services.getByRole('button', { name: 'Remove key' })).toBeVisible()
  await services.getByRole('button', { name: 'Test' }).click()
  await expect(services.getByText('It works.')).toBeVisible()
  await services.getByLabel('API token').focus()
  await page.keyboard.type(DROPPED)
  await page.keyboard.press('Escape')
  await expect(services).toHaveCount(0)

  expect(await rememberedOf(session)).toEqual([])
  expect(await keptBy(page)).not.toMatch(ANY_PART)
  expect(printed.join('\n')).not.toMatch(ANY_PART)
  expect(served.log.join('\n')).not.toMatch(ANY_PART)
})
