import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect, MADE_SHOTS, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

const LINES = Array.from({ length: 40 }, (_, index) => `a tunnel of light, number ${index + 1}`).join('\n')

const cell = (page: Page, name: string) => page.getByRole('grid').getByRole('gridcell', { name, exact: true })

/** The prompts in the order of the film, as another process reads them. */
function prompts({ library, projectId }: MadeStudio): string[] {
  const sql = 'SELECT prompt FROM shot WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY position'
  return library.db.all<{ prompt: string }>(sql, [projectId]).map(({ prompt }) => prompt)
}

async function openTable(page: Page, made: MadeStudio): Promise<void> {
  await openWorkspace(page, made, 'treatment')
  await page.getByRole('grid').focus()
}

test('the table is driven by keys alone: move, type, fill down, order, undo and redo', async ({ page, made }) => {
  await openTable(page, made)
  const before = prompts(made)
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('a red door')
  await page.keyboard.press('Enter')
  await expect(cell(page, 'a red door')).toBeVisible()
  await expect.poll(() => prompts(made)[0]).toBe('a red door')

  // Enter went one down: what is typed and left with Escape is as it was.
  await page.keyboard.press('Enter')
  await page.keyboard.type('nothing of this')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+D')
  await expect.poll(() => prompts(made).slice(0, 4)).toEqual(['a red door', 'a red door', 'a red door', before[3]])

  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => prompts(made)[2]).toBe(before[3])
  for (const _ of [1, 2, 3]) await page.keyboard.press('Control+Z')
  await expect.poll(() => prompts(made)).toEqual(before)
  for (const _ of [1, 2, 3]) await page.keyboard.press('Control+Shift+Z')
  await expect.poll(() => prompts(made)[2]).toBe(before[3])
})

/** Deletes what is there and pastes forty prompts. */
async function pasteForty(page: Page): Promise<void> {
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+Delete')
  await expect(page.getByText('Paste your prompts, one a line')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Paste prompts' }).last().click()
  await page.getByRole('textbox', { name: 'Prompts' }).fill(LINES)
  await expect(page.getByText('40 shots at the beginning')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(page.getByText(/^40 shots, 0:\d\d covered/)).toBeVisible()
}

test('forty lines are pasted at once, after what they would become was shown, and have places over the song', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  await pasteForty(page)
  await expect(page.getByRole('button', { name: /^Shot 40, / })).toBeVisible()
  expect(prompts(made)).toHaveLength(40)
})

test('the pacing draws the plan anew while the slider moves, and keeps what is let go of', async ({ page, made }) => {
  await openTable(page, made)
  await pasteForty(page)
  const strip = page.getByRole('group', { name: 'The shots over the song' })
  const widths = () => strip.getByRole('button').evaluateAll(all => all.map(each => each.getBoundingClientRect().width))
  const places = () =>
    made.library.db
      .all<{ start: number }>('SELECT start_frame AS start FROM shot WHERE trashed_at_ms IS NULL ORDER BY position')
      .map(({ start }) => start)
  const [before, placesBefore] = [await widths(), places()]
  const slider = page.getByRole('slider', { name: 'Pacing' })
  const { x, y, width, height } = (await slider.locator('xpath=../..').boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width - 2, y + height / 2, { steps: 4 })
  await expect.poll(widths).not.toEqual(before)
  const drawn = await widths()
  expect(places()).toEqual(placesBefore)
  await page.mouse.up()
  await expect.poll(places).not.toEqual(placesBefore)
  await expect.poll(widths).toEqual(drawn)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Z')
  await expect.poll(places).toEqual(placesBefore)
})

test('rows are split, merged, duplicated and deleted from the menu', async ({ page, made }) => {
  await openTable(page, made)
  const before = prompts(made)
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Control+Shift+D')
  await expect.poll(() => prompts(made).slice(0, 3)).toEqual([before[0], before[0], before[1]])
  await page.keyboard.press('Control+K')
  await expect.poll(() => prompts(made).length).toBe(MADE_SHOTS + 2)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.type('Into a pool she swims down')
  for (const _ of ' she swims down') await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+K')
  await expect.poll(() => prompts(made).slice(0, 2)).toEqual(['Into a pool', 'she swims down'])
  const rows = page.getByRole('grid').getByRole('row', { selected: true })
  await rows.first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete shots' }).click()
  await expect.poll(() => prompts(made).length).toBe(MADE_SHOTS + 2)
})

test('look words are chips at film and shot, and what is sent says where its words come from', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  const inspector = page.locator('#inspector')
  await inspector.getByRole('button', { name: 'Add a look word' }).click()
  await page.keyboard.type('under water, blue')
  await page.keyboard.press('Enter')
  await expect(inspector.getByRole('button', { name: 'Take "under water" away' })).toBeVisible()
  await expect(inspector.getByText('look of this shot', { exact: true })).toBeVisible()
  await expect(inspector.getByText(/under water, blue/).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Look' }).click()
  await expect(page.getByRole('heading', { name: 'Shots with words of their own' })).toBeVisible()
  await page.getByRole('button', { name: 'Take "under water" away' }).click()
  await expect(page.getByRole('button', { name: 'Take "under water" away' })).toHaveCount(0)
})

test('an answer to the brief shows its differences, and only the accepted ones are taken', async ({ page, made }) => {
  await openTable(page, made)
  const before = prompts(made)
  await page.getByRole('button', { name: 'Paste answer' }).click()
  await page.getByRole('textbox').fill('2. a red door\n    Camera: push in\n3. a deep pool')
  await page.getByRole('checkbox', { name: 'Take the new Camera of shot 2' }).uncheck()
  await page.getByRole('button', { name: 'Take 2 changes' }).click()
  await expect.poll(() => prompts(made).slice(0, 4)).toEqual([before[0], 'a red door', 'a deep pool', before[3]])
  await expect(cell(page, 'push in')).toHaveCount(0)
})

test('a picture dropped on a shot is its board frame, and can be taken away again', async ({ page, made }) => {
  await openTable(page, made)
  const picture = await page.screenshot({ type: 'png' })
  await page
    .getByRole('grid')
    .getByRole('row', { selected: true })
    .evaluate((target, base64) => {
      const bytes = Uint8Array.from(atob(base64), letter => letter.codePointAt(0)!)
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], 'frame.png', { type: 'image/png' }))
      for (const kind of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }))
    }, picture.toString('base64'))
  await expect(page.getByRole('img', { name: 'Board frame of shot 1' })).toBeVisible()
  await page.getByRole('button', { name: 'Take the picture away' }).click()
  await expect(page.getByRole('button', { name: 'Drop a picture here' })).toBeVisible()
})

test('a line of story stands with its section', async ({ page, made }) => {
  await openWorkspace(page, made, 'treatment')
  await page.getByRole('tab', { name: 'Story' }).click()
  const field = page.getByRole('textbox', { name: /^What happens in/ }).first()
  await field.fill('They meet')
  await field.press('Enter')
  await expect
    .poll(() => made.library.db.get<{ story: string }>('SELECT story FROM section_words')?.story)
    .toBe('They meet')
})

test('rows are dragged by their number, all that are chosen together', async ({ page, made }) => {
  await openTable(page, made)
  const before = prompts(made)
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Shift+ArrowDown')
  const number = (shot: number) => page.locator('[id^=cell-][id$=-number]').filter({ hasText: new RegExp(`^${shot}$`) })
  await number(2).dragTo(number(4), { targetPosition: { x: 10, y: 34 } })
  await expect.poll(() => prompts(made).slice(0, 5)).toEqual([before[2], before[3], before[0], before[1], before[4]])
})

test('what is pasted goes into the chosen cells; several lines ask first, and copied rows come as shots', async ({
  page,
  made,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTable(page, made)
  const before = prompts(made)
  const copy = (text: string) => page.evaluate(text => navigator.clipboard.writeText(text), text)
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Shift+ArrowDown')
  await copy('a red door')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+V')
  await expect.poll(() => prompts(made).slice(0, 3)).toEqual(['a red door', 'a red door', before[2]])

  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('Control+ArrowUp')
  await copy('one\ntwo\nthree')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+V')
  await page.getByRole('radio', { name: '3 lines into Prompt, from shot 1 down' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click()
  await expect.poll(() => prompts(made).slice(0, 4)).toEqual(['one', 'two', 'three', before[3]])

  await page.getByRole('grid').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+C')
  await page.keyboard.press('Control+V')
  await expect.poll(() => prompts(made).slice(0, 5)).toEqual(['one', 'two', 'one', 'two', 'three'])
})

test('cells come from a spreadsheet and go to one; rows that are cut move, with all that is theirs', async ({
  page,
  made,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTable(page, made)
  const before = prompts(made)
  const copy = (text: string) => page.evaluate(text => navigator.clipboard.writeText(text), text)
  const pasteAt = async (column: number) => {
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+ArrowUp')
    await page.keyboard.press('Home')
    for (let step = 0; step < column; step += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+V')
  }
  // One row of cells goes in at once, a cell of two lines is one cell.
  await copy('"a red door\nat night"\tpush in\r\n')
  await pasteAt(1)
  await expect.poll(() => prompts(made)[0]).toBe('a red door\nat night')
  await expect(cell(page, 'push in')).toBeVisible()

  await copy('They meet\tone "two"\r\nThey part\t\r\n')
  await pasteAt(0)
  await page.getByRole('radio', { name: '2 lines into What happens, Prompt, from shot 1 down' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click()
  await expect.poll(() => prompts(made).slice(0, 3)).toEqual(['one "two"', '', before[2]])
  await pasteAt(0)
  await expect(page.getByRole('radio', { name: '2 shots after shot 1' })).toBeChecked()
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click()
  await expect.poll(() => prompts(made).slice(0, 4)).toEqual(['one "two"', 'one "two"', '', ''])

  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+X')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('They meet\tone "two"\t')
  expect(prompts(made)).toHaveLength(MADE_SHOTS + 2)
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('Control+V')
  await expect.poll(() => prompts(made).slice(-2)).toEqual(['one "two"', 'one "two"'])
  expect(prompts(made)).toHaveLength(MADE_SHOTS + 2)
})

test('what is typed is kept when the table is scrolled, another screen is chosen or the window closed', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  await pasteForty(page)
  const type = async (text: string) => {
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type(text)
  }
  await type('out of sight')
  await page.getByRole('grid').evaluate(grid => grid.scrollTo(0, grid.scrollHeight))
  await expect(page.getByRole('gridcell', { name: '40', exact: true })).toBeVisible()
  await page.keyboard.type(' and back')
  // Enter chooses among the writings of what is being composed.
  await page.locator('textarea').dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await page.keyboard.press('Enter')
  await expect.poll(() => prompts(made)[0]).toBe('out of sight and back')

  await type('another screen')
  await page.keyboard.press('Control+3')
  await expect.poll(() => prompts(made)[0]).toBe('another screen')

  await openTable(page, made)
  await page.getByRole('tab', { name: 'Story' }).click()
  await page.getByRole('textbox').first().fill('They meet')
  await page.keyboard.press('Control+3')
  const stories = () => made.library.db.all<{ story: string }>('SELECT story FROM section_words').map(row => row.story)
  await expect.poll(stories).toEqual(['They meet'])

  await openTable(page, made)
  await type('closed')
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => prompts(made)[0]).toBe('closed')
})

test('a cell that is only looked into leaves what another window writes there', async ({ page, made }) => {
  await openTable(page, made)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Enter')
  made.library.db.run(`UPDATE shot SET prompt = 'from elsewhere' WHERE position = 0`)
  await page.keyboard.press('Control+3')
  await page.keyboard.press('Control+2')
  await expect(cell(page, 'from elsewhere')).toBeVisible()
  expect(prompts(made)[0]).toBe('from elsewhere')
})

test('a row that is typed in goes in another window: it is told, and the keys go on working', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  const before = prompts(made)
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('for a row that goes')
  made.library.db.run('UPDATE shot SET trashed_at_ms = 1 WHERE position = 0')
  await expect(page.getByText('It may have been deleted in another window.').first()).toBeVisible()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => prompts(made).slice(0, 2)).toEqual([before[2], before[1]])
})

test('a shot of the plan strip is chosen in the table, and the song stands at its place', async ({ page, made }) => {
  await openTable(page, made)
  const { start } = made.library.db.get<{ start: number }>('SELECT start_frame AS start FROM shot WHERE position = 4')!
  await page.getByRole('button', { name: /^Shot 5, / }).click()
  await expect(page.getByRole('row', { selected: true }).getByRole('gridcell').first()).toHaveText('5')
  const position = page.getByRole('slider', { name: 'The song' })
  await expect(position).toHaveAttribute('aria-valuenow', String(Math.round(start / 24)))
})

test('Space plays from the row', async ({ page, made }) => {
  await openTable(page, made)
  await page.keyboard.press('Control+ArrowUp')
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowDown')
  const { start } = made.library.db.get<{ start: number }>('SELECT start_frame AS start FROM shot WHERE position = 3')!
  await page.keyboard.press('Space')
  const position = page.getByRole('slider', { name: 'The song' })
  await expect
    .poll(async () => Number(await position.getAttribute('aria-valuenow')))
    .toBeGreaterThanOrEqual(Math.floor(start / 24))
  await page.keyboard.press('Space')
})

test('axe finds nothing serious in the other tabs, nor in what is pasted', async ({ page, made }) => {
  const faults = async (): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
  }
  await openWorkspace(page, made, 'treatment')
  for (const name of ['Story', 'Look']) {
    await page.getByRole('tab', { name }).click()
    expect(await faults(), name).toEqual([])
  }
  await page.getByRole('button', { name: 'Paste prompts' }).click()
  await page.getByRole('textbox', { name: 'Prompts' }).fill('a red door\na deep pool')
  await page.getByRole('radio', { name: 'A new version of all shots' }).click()
  await expect(page.getByText('go to the trash with their takes')).toBeVisible()
  expect(await faults(), 'paste').toEqual([])
})

test('a new shot is written, and its draft made: the words that went out are its first version', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('Control+I')
  await expect(page.getByText('13 shots,')).toBeVisible()
  await expect(page.getByRole('row', { selected: true }).getByText('No prompt yet')).toBeVisible()
  await page.getByRole('grid').focus()
  await page.keyboard.type('a bright window at night')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Make 1 draft' }).click()
  await page.getByRole('dialog', { name: 'Make takes' }).getByRole('button', { name: 'Make 1 take' }).click()
  const row = page.getByRole('row').filter({ hasText: 'a bright window at night' })
  await expect(row.getByText('Unseen')).toBeVisible({ timeout: 20_000 })
  await row.getByText('a bright window at night').click()
  await expect(page.locator('#inspector').getByText(/^Version 1, just now/)).toBeVisible()
  await expect(page.locator('#inspector').getByText('the words of now')).toBeVisible()
})
