import { AxeBuilder } from '@axe-core/playwright'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { bindSeam } from '#main/treatment/seam-bindings.ts'
import { test as madeTest } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'
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
  // Two presses in a row ask once: each bridge is paid for.
  await page.getByRole('button', { name: 'Ask for a bridge' }).dblclick()
  await expect(page.getByText('A bridge is asked for.')).toBeVisible()
  await expect(page.getByText('1 bridge waits until both shots have a circled take.')).toBeVisible()

  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Z')
  await expect(seam).toHaveValue('handed-on')
  await page.keyboard.press('Control+Z')
  await expect.poll(bindings).toEqual([])
})

madeTest(
  'B7 a take of a bound shot waits in view until one of the shot before it is circled, then is made',
  async ({ page, made }) => {
    const { db } = made.library
    const [from, to] = db.all<{ id: ShotId }>('SELECT id FROM shot ORDER BY position').map(({ id }) => id)
    bindSeam(db, made.projectId as ProjectId, { from: from!, to: to!, binding: 'handed-on' })
    db.run(`UPDATE take SET judgement = 'kept'`)
    await openWorkspace(page, made, 'takes')
    const grid = page.getByRole('grid', { name: 'Takes by shot' })
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+Enter')
    const sheet = page.getByRole('dialog', { name: 'Make takes' })
    await sheet.getByRole('radio', { name: 'Shot 2' }).check()
    const bound = sheet.getByText('1 take with a bound seam: it waits until a take of the shot beside is circled.')
    await expect(bound).toBeVisible()
    await expect(sheet.getByRole('checkbox', { name: 'Ask with open seams, from words alone' })).not.toBeChecked()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('It waits until a take of the shot beside is circled.')).toBeVisible()
    await expect(grid.getByText('Waits for shot 1: circle a take of it')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('[aria-label="Takes by shot"]').analyze()
    expect(violations).toEqual([])

    db.run(
      `UPDATE take SET judgement = 'circled' WHERE id = (SELECT take_id FROM take_shot WHERE shot_id = ? LIMIT 1)`,
      [from!],
    )
    const state = () => db.get<{ state: string }>('SELECT state FROM request ORDER BY id DESC LIMIT 1')?.state
    await expect.poll(state, { timeout: 60_000 }).toBe('ready')
    await expect(grid.getByText('Waits for shot 1')).toBeHidden()
  },
)
