import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import { COMMANDS } from '../../../renderer/commands/catalogue.ts'
import { seedProject, WORKED_IN } from '../seed.ts'
import { expect, test } from './app.ts'

const isMac = process.platform === 'darwin'

/** A render of the library's first project, as if this process or that had begun it. */
function seedRender({ db, projects }: Library, state: string, path: string): string {
  const projectId = projects.list()[0]!.id
  db.run(
    `INSERT OR IGNORE INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms)
     VALUES ('cut', ?, 'Cut', '{}', '', 1, 0)`,
    [projectId],
  )
  db.run(
    `INSERT INTO render (id, project_id, sequence_id, settings_json, output_path, state, created_at_ms)
     VALUES ('film', ?, 'cut', '{}', ?, ?, 0)`,
    [projectId, path, state],
  )
  return 'film'
}

test('the menu gives the window its commands, and opens projects again', { tag: '@shell' }, async ({ desktop }) => {
  for (const seed of [WORKED_IN[0]!, WORKED_IN.at(-1)!]) seedProject(desktop.library, seed)
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page.getByText('Everything Left On')).toBeVisible()
  // A hand waits until the line can be chosen: the menu follows the window a moment later.
  const click = (id: string) =>
    expect
      .poll(() =>
        app.evaluate(({ Menu }, id) => {
          const item = Menu.getApplicationMenu()?.getMenuItemById(id)
          if (item?.enabled) item.click({})
          return item?.enabled ?? false
        }, id),
      )
      .toBe(true)

  await click('frame.palette')
  await expect(page.getByPlaceholder('What do you want to do?')).toBeVisible()
  await page.keyboard.press('Escape')

  const second = desktop.library.projects.byTitle('No song yet here')
  await click(`project:${second!.id}`)
  await expect(page).toHaveURL(new RegExp(`/project/${second!.id}`))
  await click('go.library')
  await expect(page).not.toHaveURL(/project/)

  seedProject(desktop.library, WORKED_IN[2]!)
  const recent = () =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items.length, null)
  await expect.poll(recent).toBe(3)
})

test(
  'the menu shows what can be done on the screen in front, and by which keys',
  { tag: '@shell' },
  async ({ desktop }) => {
    seedProject(desktop.library, WORKED_IN.at(-1)!)
    const [project] = desktop.library.projects.list()
    const app = await desktop.launch([`--project=${project!.id}`])
    const page = await app.firstWindow()
    const lines = (...ids: string[]) =>
      app.evaluate(({ Menu }, ids) => {
        const items = ids.map(id => Menu.getApplicationMenu()?.getMenuItemById(id))
        return items.map(item => [item?.label ?? null, item?.enabled ?? null, item?.accelerator ?? null])
      }, ids)

    await expect
      .poll(() => lines('history.undo', 'frame.palette', 'play.toggle', 'song.tap', 'treatment.insert'))
      .toEqual([
        ['Undo', false, 'CmdOrCtrl+Z'],
        ['All Commands', true, 'CmdOrCtrl+Shift+P'],
        ['Play or Stop', true, isMac ? null : 'Space'],
        ['Tap the beat', false, isMac ? null : 'T'],
        [null, null, null],
      ])
    await page.getByRole('button', { name: 'Treatment', exact: true }).click()
    await expect.poll(() => lines('treatment.insert')).toEqual([[expect.any(String), true, 'CmdOrCtrl+I']])
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('treatment.insert')?.click({}), null)
    await expect.poll(() => lines('history.undo')).toEqual([[expect.stringMatching(/^Undo .+/), true, 'CmdOrCtrl+Z']])

    // Typing, undo is the field's own, and so is its name.
    await page.evaluate(() => document.body.append(document.createElement('textarea')))
    const field = page.locator('body > textarea')
    await field.pressSequentially('word')
    await expect.poll(() => lines('history.undo')).toEqual([['Undo', true, 'CmdOrCtrl+Z']])
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('history.undo')?.click({}), null)
    await expect(field).toHaveValue('')
    await field.evaluate(element => element.remove())

    await page.keyboard.press('ControlOrMeta+Shift+P')
    // In the palette one types, and the screen behind it hears nothing.
    await expect
      .poll(() => lines('history.undo', 'go.library'))
      .toEqual([
        ['Undo', true, 'CmdOrCtrl+Z'],
        ['Library', false, 'CmdOrCtrl+0'],
      ])
  },
)

test('every command of the menu is one of the window’s', async ({ desktop }) => {
  const app = await desktop.launch()
  await app.firstWindow()
  const ids = await app.evaluate(({ Menu }) => {
    type Line = { id?: string; submenu?: { items?: Line[] } | Line[] }
    const linesOf = (line: Line): Line[] =>
      (Array.isArray(line.submenu) ? line.submenu : (line.submenu?.items ?? [])).flatMap(each => [
        each,
        ...linesOf(each),
      ])
    const menu = Menu.getApplicationMenu() as unknown as { items: Line[] }
    return menu.items.flatMap(linesOf).flatMap(({ id }) => (id && /^\w+\.\w+$/.test(id) ? [id] : []))
  }, null)
  expect(ids.length).toBeGreaterThan(10)
  expect(ids.filter(id => !(id in COMMANDS))).toEqual([])
})

test('films and takes are dragged out by what they are called here', { tag: '@shell' }, async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN[0]!)
  const film = join(desktop.folder, 'film.mp4')
  writeFileSync(film, 'film')
  const id = seedRender(desktop.library, 'done', film)
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await app.evaluate(({ BrowserWindow }) => {
    const dragged: string[] = []
    Object.assign(globalThis, { dragged })
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    contents.startDrag = ({ file }) => void dragged.push(file)
  }, null)
  await page.evaluate(id => {
    const { dragOut } = (globalThis as unknown as { studioBridge: { dragOut: (file: unknown) => void } }).studioBridge
    dragOut({ kind: 'render', id: 'gone' })
    dragOut('/etc/passwd')
    dragOut({ kind: 'render', id })
  }, id)
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { dragged: string[] }).dragged, null))
    .toEqual([film])
})

test('a film that is ready is told to whoever looks elsewhere, and shown on the taskbar', async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN[0]!)
  const app = await desktop.launch()
  await app.firstWindow()
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const told = { messages: [] as string[], progress: [] as number[] }
    Object.assign(globalThis, { told })
    const window = BrowserWindow.getAllWindows()[0]!
    window.setProgressBar = fraction => void told.progress.push(fraction)
    window.isFocused = () => false
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: { title: string; body: string }) {
      told.messages.push(`${this.title}: ${this.body}`)
    }
  }, null)
  const told = () =>
    app.evaluate(() => (globalThis as unknown as { told: { messages: string[]; progress: number[] } }).told, null)
  seedRender(desktop.library, 'running', join(desktop.folder, 'film.mp4'))
  await expect.poll(async () => (await told()).progress.at(-1)).toBe(0)
  desktop.library.db.run("UPDATE render SET state = 'done'")
  await expect.poll(async () => (await told()).messages).toEqual(['Everything Left On is rendered: film.mp4'])
  expect((await told()).progress.at(-1)).toBe(-1)
})

test(
  'quitting while a film is rendered asks, and pauses it only when that is wanted',
  { tag: '@shell' },
  async ({ desktop }) => {
    seedProject(desktop.library, WORKED_IN[0]!)
    const app = await desktop.launch()
    await app.firstWindow()
    // As if this very process had begun it.
    const pid = await app.evaluate(() => process.pid, null)
    desktop.library.db.run("UPDATE runner_lease SET holder = 'test', pid = ?", [pid])
    seedRender(desktop.library, 'running', join(desktop.folder, 'film.mp4'))
    await app.evaluate(({ dialog }) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked, answer: 1 })
      dialog.showMessageBox = ((...args: { message: string }[]) => {
        asked.push(args.at(-1)!.message)
        return Promise.resolve({
          response: (globalThis as unknown as { answer: number }).answer,
          checkboxChecked: false,
        })
      }) as typeof dialog.showMessageBox
    }, null)
    const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked, null)

    await app.evaluate(({ app }) => app.quit(), null)
    await expect.poll(asked).toEqual(['A film is being rendered'])
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null)
    await expect.poll(asked).toHaveLength(2)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)

    await app.evaluate(() => Object.assign(globalThis, { answer: 0 }) && null, null)
    await app.close()
    expect(app.process().exitCode).toBe(0)
  },
)
