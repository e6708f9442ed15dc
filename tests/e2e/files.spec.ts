import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeClickWav } from '../support/click-song.ts'
import { expect, test } from './studio.ts'

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  mkdirSync(join(folder, 'Album'))
  writeClickWav(join(folder, 'Album', 'Slow Water.wav'), 12)
})
test.afterEach(() => rm(folder, { recursive: true }))

test('in a browser a song is chosen in the studio’s own picker, by the keyboard alone', async ({ page, studio }) => {
  await page.goto(studio.server.url)
  await page.getByRole('button', { name: 'Choose a file' }).press('Enter')
  const picker = page.getByRole('dialog', { name: 'Choose a song' })
  await expect(picker.getByRole('navigation', { name: 'Places' })).toContainText('Home')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])

  const path = picker.getByLabel('Folder', { exact: true })
  await path.fill(folder)
  await path.press('Enter')
  const list = picker.getByRole('listbox')
  await expect(list.getByRole('option')).toHaveText(['Album'])
  await list.press('Enter')
  await expect(list.getByRole('option')).toHaveText([/Slow Water\.wav/])
  await list.press('Backspace')
  await expect(list.getByRole('option')).toHaveText(['Album'])
  await list.press('Enter')
  await expect(list.getByRole('option')).toHaveText([/Slow Water\.wav/])
  await list.press(' ')
  await expect(list.getByRole('option')).toHaveAttribute('aria-selected', 'true')
  await list.press('Enter')
  await expect(page).toHaveURL(/\/project\/[^/]+\/song$/)
  expect(studio.library.projects.list().map(({ title }) => title)).toEqual(['Slow Water'])
})

test('leaving the picker does nothing', async ({ page, studio }) => {
  await page.goto(studio.server.url)
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(studio.library.projects.list()).toEqual([])
})

test('a song that is dropped into the browser is sent and taken in', async ({ page, studio }) => {
  await page.goto(studio.server.url)
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  const bytes = [...readFileSync(join(folder, 'Album', 'Slow Water.wav'))]
  const dropped = await page.evaluateHandle(bytes => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(bytes)], 'Sent.wav', { type: 'audio/wav' }))
    return data
  }, bytes)
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page).toHaveURL(/\/project\/[^/]+\/song$/)
  expect(studio.library.projects.list().map(({ title }) => title)).toEqual(['Sent'])
})

test('a file that nobody takes does not take the page’s place', async ({ page, studio }) => {
  await page.goto(studio.server.url)
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  const isRefused = await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'stray.txt'))
    const options = { dataTransfer, bubbles: true, cancelable: true }
    return ['dragover', 'drop'].map(kind => !document.body.dispatchEvent(new DragEvent(kind, options)))
  })
  expect(isRefused).toEqual([true, true])
})
