import { seedProject, WORKED_IN } from '../seed.ts'
import { expect, test } from './app.ts'
import { runApp } from './launch.ts'

test('a second start hands over what it was given, and ends', { tag: '@shell' }, async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN.at(-1)!)
  const [project] = desktop.library.projects.list()
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).not.toHaveURL(/project/)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null)
  const { status } = await runApp(desktop, [`--project=${project!.id}`])
  expect(status).toBe(0)
  await expect(page).toHaveURL(new RegExp(`/project/${project!.id}`))
  const isMinimized = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized(), null)
  await expect.poll(isMinimized).toBe(false)
})

test('the installed app runs the command line without a window', { tag: '@shell' }, async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN.at(-1)!)
  const listed = await runApp(desktop, ['--cli', 'projects', '--json', '--library', desktop.libraryDir])
  expect(listed.status).toBe(0)
  expect(JSON.parse(listed.stdout)).toMatchObject({ projects: [{ title: 'No song yet here' }] })
  expect((await runApp(desktop, ['--cli', 'sing'])).status).toBe(2)
})

test('a library that cannot be opened is shown as what it is, until it can', async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN.at(-1)!)
  const { user_version: version } = desktop.library.db.get<{ user_version: number }>('PRAGMA user_version')!
  desktop.library.db.script('PRAGMA user_version = 9999')
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page.getByRole('alert')).toContainText('newer')
  desktop.library.db.script(`PRAGMA user_version = ${version}`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No song yet here')).toBeVisible()
})
