import { AxeBuilder } from '@axe-core/playwright'
import { seedProject } from './seed.ts'
import { expect, test } from './studio.ts'

test('a seam is bound in the shot inspector, seen in the table, and undone', async ({ page, studio }) => {
  const { library, server } = studio
  seedProject(library, { title: 'Flight', shotCount: 6 })
  library.db.run('UPDATE shot SET start_frame = 96 * (serial - 1), end_frame = 96 * serial, ask_ticks = 3528000000')
  const projectId = library.projects.byTitle('Flight')!.id
  const bindings = (): string[] =>
    library.db.all<{ binding: string }>('SELECT binding FROM seam_binding').map(({ binding }) => binding)

  await page.goto(server.url)
  await page.goto(`${new URL(server.url).origin}/#/project/${projectId}/treatment`)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  const seam = page.getByRole('combobox', { name: 'Seam before it' })
  await expect(seam).toHaveValue('open')
  await seam.selectOption('handed-on')
  await expect.poll(bindings).toEqual(['handed-on'])
  await expect(page.getByRole('img', { name: 'Shot 2, seam before it: Handed on' })).toBeVisible()
  await expect(page.getByText('Begins on the picture that the film leaves shot 1 on.')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await seam.selectOption('bridge')
  await page.getByRole('button', { name: 'Ask for a bridge' }).click()
  await expect(page.getByText('1 bridge waits until both shots have a circled take.')).toBeVisible()

  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Z')
  await expect(seam).toHaveValue('handed-on')
  await page.keyboard.press('Control+Z')
  await expect.poll(bindings).toEqual([])
})
