import { currentTile } from './current-tile.ts'
import { MADE_SHOTS } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'
import { expect, test } from './paid-studio.ts'

test('K3 more like a take, and a take re-shot, show their price first and are asked for with another press', async ({
  page,
  made,
}) => {
  const { db } = made.library
  const asked = () =>
    db.get<{ count: number }>('SELECT count(*) AS count FROM take WHERE parent_take_id IS NOT NULL')!.count
  await openWorkspace(page, made, 'takes')
  await (await currentTile(page)).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'More like this' }).click()
  const dialog = page.getByRole('dialog', { name: 'More like this' })
  await expect(dialog.getByText('Nothing but the seed.')).toBeVisible()
  expect(asked()).toBe(0)
  await dialog.getByRole('button', { name: /^Ask for 2 takes, free/ }).click()
  await expect(page.getByText('2 takes are asked for. They come by themselves.')).toBeVisible()
  await expect.poll(asked).toBe(2)

  await (await currentTile(page)).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Re-shoot on another model' }).click()
  const reshoot = page.getByRole('dialog', { name: 'Re-shoot on another model' })
  const model = reshoot.getByRole('combobox', { name: 'On which model' })
  await model.selectOption({ index: 1 })
  await expect(reshoot.getByRole('button', { name: /^Ask for 1 take/ })).toBeEnabled()
  await expect(reshoot.getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect.poll(asked).toBe(3)
})

test('W16 a take once more without a word: which, at what price, and with the keyboard', async ({ page, made }) => {
  const { db } = made.library
  const children = () =>
    db.all<{ style: string; isSameSeed: number }>(
      `SELECT request.spec_json ->> '$.style' AS style, request.spec_json ->> '$.seed' = parent.spec_json ->> '$.seed' AS isSameSeed
       FROM take JOIN request ON request.take_id = take.id JOIN request AS parent ON parent.take_id = take.parent_take_id`,
    )
  const { style } = db.get<{ style: string }>('SELECT style FROM project')!
  const [word, ...others] = style.split(', ')
  await openWorkspace(page, made, 'takes')
  await (await currentTile(page)).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Without a word' }).click()
  const dialog = page.getByRole('dialog', { name: 'Without a word' })
  await expect(dialog.getByRole('button', { name: /^Choose a word/ })).toBeDisabled()
  // The animatic is sent no counter-words.
  await expect(dialog.getByRole('radio')).toHaveCount(others.length + 1)
  await dialog.getByRole('radio', { name: word!, exact: true }).focus()
  await page.keyboard.press('Space')
  await expect(dialog.getByRole('button', { name: /^Ask for 1 take, free/ })).toBeEnabled()
  await expect(dialog.getByText(/^Nothing but the word|^No seed/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 take is asked for. It comes by itself.')).toBeVisible()
  await expect.poll(children).toEqual([{ style: others.join(', '), isSameSeed: 1 }])
})

test('K3 a model that was shut down is told of, and left with all shots that have no chosen take', async ({
  page,
  made,
}) => {
  const { db } = made.library
  const { id: chosen } = db.get<{ id: string }>('SELECT id FROM take')!
  db.run(`UPDATE take SET judgement = 'kept' WHERE id = ?`, [chosen])
  db.run(`UPDATE project SET model = 'sora-2'`)
  await openWorkspace(page, made, 'takes')
  await page.getByRole('button', { name: `Re-shoot ${MADE_SHOTS - 1} shots` }).click()
  const dialog = page.getByRole('dialog', { name: 'Re-shoot on another model' })
  await expect(dialog.getByText(/was shut down on .*2026/)).toBeVisible()
  await dialog.getByRole('combobox').selectOption('animatic')
  await dialog.getByRole('button', { name: new RegExp(`^Ask for ${MADE_SHOTS - 1} takes, free`) }).click()
  await expect.poll(() => db.get('SELECT model FROM project')).toEqual({ model: 'animatic' })
  await expect(page.getByRole('button', { name: /^Re-shoot/ })).toHaveCount(0)
})

test('K3 Q16 what costs money says that it waits for a cap, and at a price that has changed the dialog stays with the new one', async ({
  page,
  paid,
}) => {
  const { db } = paid.library
  let isDearer = false
  await page.routeWebSocket(/\/rpc$/, socket => {
    const server = socket.connectToServer()
    socket.onMessage(message => {
      if (String(message).includes('/takes/remake') && !isDearer) {
        isDearer = true
        paid.serve({ model: { price: { kind: 'per-second', microUsd: 200_000 } } })
      }
      server.send(message)
    })
  })
  await openWorkspace(page, paid, 'takes')
  await (await currentTile(page)).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Re-shoot on another model' }).click()
  const dialog = page.getByRole('dialog', { name: 'Re-shoot on another model' })
  await dialog.getByRole('combobox', { name: 'On which model' }).selectOption({ label: 'Cloud Films: Cloud Video' })
  await expect(dialog.getByText('No cap yet: nothing paid goes out')).toBeVisible()
  const button = dialog.getByRole('button', { name: /^Ask for 1 take, \$/ })
  const before = await button.textContent()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('The price is another than the one that was shown').first()).toBeVisible()
  await expect(button).not.toHaveText(before!)
  expect(db.all(`SELECT id FROM request WHERE provider = 'cloud'`)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(
    page.getByText(/^1 take is asked for at \$\S+\. It waits until the cap has room for it\.$/).first(),
  ).toBeVisible()
  await expect(dialog).toHaveCount(0)
})
