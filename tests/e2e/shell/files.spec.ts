import { join } from 'node:path'
import { writeClickWav } from '../../support/click-song.ts'
import { expect, test } from './app.ts'
import { dropFiles } from './launch.ts'

test('a song is chosen in the system’s own dialog', { tag: '@shell' }, async ({ desktop }) => {
  const song = join(desktop.folder, 'Chosen.wav')
  writeClickWav(song, 12)
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await app.evaluate(({ dialog }, song) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showOpenDialog = ((_window: unknown, options: unknown) => {
      asked.push(options)
      return Promise.resolve({ canceled: asked.length === 1, filePaths: [song] })
    }) as typeof dialog.showOpenDialog
  }, song)
  const choose = page.getByRole('button', { name: 'Choose a file' })
  await choose.click()
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked, null)
  await expect
    .poll(asked)
    .toMatchObject([{ properties: ['openFile'], filters: [{ name: 'Songs' }, { extensions: ['*'] }] }])
  await expect(choose).toBeVisible()
  await choose.click()
  await expect(page).toHaveURL(/\/project\/[^/]+\/song$/)
  expect(desktop.library.projects.list().map(({ title }) => title)).toEqual(['Chosen'])
})

test('a dropped song is taken from where it lies', { tag: '@shell' }, async ({ desktop }) => {
  const song = join(desktop.folder, 'Dropped.wav')
  writeClickWav(song, 12)
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await dropFiles(page.getByRole('main'), [song])
  await expect(page).toHaveURL(/\/project\/[^/]+\/song$/)
  expect(desktop.library.projects.list().map(({ title }) => title)).toEqual(['Dropped'])
})

test('a song that the program is started with makes a project', { tag: '@shell' }, async ({ desktop }) => {
  const song = join(desktop.folder, 'Opened.wav')
  writeClickWav(song, 12)
  const app = await desktop.launch([song])
  const page = await app.firstWindow()
  await expect(page).toHaveURL(/\/project\/[^/]+\/song$/)
  expect(desktop.library.projects.list().map(({ title }) => title)).toEqual(['Opened'])
})
