import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright/test'
import type { Library } from '#main/library/library.ts'
import { MADE_SHOTS } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'
import { expect, test, type PaidStudio } from './paid-studio.ts'

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Make takes' })
const money = (page: Page) => page.getByRole('dialog', { name: 'Money' })
const price = (page: Page) => sheet(page).getByRole('region', { name: 'Price' })

/** The sheet over the takes of the first shot, with its price. */
async function openSheet(page: Page, paid: PaidStudio): Promise<void> {
  await openWorkspace(page, paid, 'takes')
  await page.getByRole('grid', { name: 'Takes by shot' }).focus()
  await page.keyboard.press('Control+Enter')
  await expect(price(page)).toContainText('$0.40')
}

async function setCap(page: Page, dollars: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Cap of this project' })
  await field.fill(dollars)
  await field.press('Enter')
  await expect(page.getByText(dollars === '' ? 'There is no cap now' : `The cap is $${dollars}.00 now`)).toBeVisible()
}

function statesOf({ db }: Library): string[] {
  const sql = 'SELECT state FROM request WHERE provider = ? ORDER BY created_at_ms, id'
  return db.all<{ state: string }>(sql, ['cloud']).map(({ state }) => state)
}

test('Q16 Q18 without a cap what is paid waits, with one it goes out; the key twice asks at the price shown', async ({
  page,
  paid,
}) => {
  const { library, services } = paid
  await openSheet(page, paid)
  await expect(price(page)).toContainText('for 1 take of 1 shot')
  await expect(price(page)).toContainText('1 take, 4 s, 320 x 176')
  await expect(sheet(page).getByText('No cap yet: nothing paid goes out')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 take is asked for at $0.40. It waits until the cap has room for it.')).toBeVisible()
  await expect(sheet(page)).toBeHidden()
  const pill = page.getByRole('button', { name: /^Money/ })
  await expect(pill).toHaveText('$0.00, no cap')
  expect(statesOf(library)).toEqual(['queued'])
  expect(services.books.accepted).toHaveLength(0)

  await pill.click()
  await expect(money(page).getByText('No request has left this computer yet.')).toBeVisible()
  await setCap(page, '5')
  await expect.poll(() => statesOf(library), { timeout: 20_000 }).toEqual(['ready'])
  expect(services.books.accepted).toHaveLength(1)
  await expect(money(page).getByRole('table', { name: 'Spent per day and service' })).toContainText('Cloud Films1$0.40')
  await page.keyboard.press('Escape')
  await expect(pill).toHaveText('$0.40/$5')
})

test('Q17 a length and a size are chosen for one ask, at their price', async ({ page, paid }) => {
  await openSheet(page, paid)
  await sheet(page).getByRole('combobox', { name: 'Length' }).selectOption('8 s')
  await expect(price(page)).toContainText('$0.80')
  await sheet(page).getByRole('combobox', { name: 'Size' }).selectOption({ index: 1 })
  const chosen = await sheet(page).getByRole('combobox', { name: 'Size' }).locator('option:checked').textContent()
  await expect(price(page)).toContainText(`1 take, 8 s, ${chosen}`)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 take is asked for at $0.80.')).toBeVisible()
  const sent = paid.library.db.get<{ size: string }>(
    `SELECT (spec_json ->> '$.width') || ' x ' || (spec_json ->> '$.height') AS size FROM request WHERE provider = 'cloud'`,
  )
  expect(sent?.size).toBe(chosen)
})

test('asks that follow each other are told of by one notice, which counts', async ({ page, paid }) => {
  await openWorkspace(page, paid, 'takes')
  for (const told of ['1 take is asked for at $0.40. It waits', '2 takes are asked for at $0.80. They wait']) {
    await page.getByRole('grid', { name: 'Takes by shot' }).focus()
    await page.keyboard.press('Control+Enter')
    await expect(price(page)).toContainText('$0.40')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(`${told} until the cap has room for `)).toBeVisible()
    await expect(sheet(page)).toBeHidden()
  }
  await expect(page.getByText(/asked for at/)).toHaveCount(1)
})

test('Q18 a key that is held down sends nothing, and neither does one before the price is there', async ({
  page,
  paid,
}) => {
  let letPrices = (): void => {}
  const looked = new Promise<void>(resolve => (letPrices = resolve))
  await page.routeWebSocket(/\/rpc$/, socket => {
    const server = socket.connectToServer()
    socket.onMessage(message => {
      if (String(message).includes('/outbox/price')) void looked.then(() => server.send(message))
      else server.send(message)
    })
  })
  await openWorkspace(page, paid, 'takes')
  await page.getByRole('grid', { name: 'Takes by shot' }).focus()
  await page.keyboard.down('Control')
  await page.keyboard.down('Enter')
  await expect(sheet(page)).toBeVisible()
  await page.keyboard.up('Enter')
  await page.keyboard.press('Enter')
  await expect(sheet(page).getByRole('button', { name: /^Make/ })).toBeDisabled()
  letPrices()
  await expect(price(page)).toContainText('$0.40')
  await page.keyboard.up('Control')
  // Held from before it opened to after its price has come.
  await page.keyboard.press('Escape')
  await page.keyboard.down('Control')
  await page.keyboard.down('Enter')
  await expect(price(page)).toContainText('$0.40')
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.keyboard.up('Control')
  await expect(sheet(page)).toBeVisible()
  expect(statesOf(paid.library)).toEqual([])
})

test('Q18 at a price that has changed on the way nothing is asked for, and the new one is shown', async ({
  page,
  paid,
}) => {
  let isDearer = false
  await page.routeWebSocket(/\/rpc$/, socket => {
    const server = socket.connectToServer()
    socket.onMessage(message => {
      if (String(message).includes('/outbox/ask') && !isDearer) {
        isDearer = true
        paid.serve({ model: { price: { kind: 'per-second', microUsd: 200_000 } } })
      }
      server.send(message)
    })
  })
  await openSheet(page, paid)
  await page.keyboard.press('Control+Enter')
  // Seen, and read out.
  await expect(page.getByText('The price is another than the one that was shown').first()).toBeVisible()
  await expect(price(page)).toContainText('$0.80')
  expect(statesOf(paid.library)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 take is asked for at $0.80.')).toBeVisible()
  expect(statesOf(paid.library)).toEqual(['queued'])
})

test('Q21 an ask whose answer is lost is not offered again, but told to be looked up', async ({ page, paid }) => {
  let isCut = false
  await page.routeWebSocket(/\/rpc$/, socket => {
    const server = socket.connectToServer()
    socket.onMessage(message => {
      server.send(message)
      if (isCut || !String(message).includes('/outbox/ask')) return
      isCut = true
      void socket.close()
    })
  })
  await openSheet(page, paid)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('the takes may or may not be asked for').first()).toBeVisible()
  await expect(page.getByText('Do again')).toBeHidden()
  await expect.poll(() => statesOf(paid.library)).toEqual(['queued'])
})

test('Q17 rounds are choices with their prices, and any model can be asked', async ({ page, paid }) => {
  const { db } = paid.library
  db.run(`UPDATE take SET trashed_at_ms = 1 WHERE id IN (SELECT take_id FROM take_shot
    JOIN shot ON shot.id = take_shot.shot_id WHERE shot.position IN (2, 3))`)
  db.run(`UPDATE take SET judgement = 'kept' WHERE id IN (SELECT take_id FROM take_shot
    JOIN shot ON shot.id = take_shot.shot_id WHERE shot.position = 0)`)
  await openWorkspace(page, paid, 'takes')
  await page.getByRole('button', { name: 'Make 2 takes' }).click()
  await expect(sheet(page).getByRole('radio', { name: 'Round 1: 2 shots without a take' })).toBeChecked()
  await expect(price(page)).toContainText('$0.80')
  await sheet(page)
    .getByRole('radio', { name: `Round 2: ${MADE_SHOTS - 1} shots with nothing kept` })
    .click()
  await expect(sheet(page).getByRole('status', { name: 'Takes each' })).toHaveText('3')
  await expect(price(page)).toContainText(`for ${(MADE_SHOTS - 1) * 3} takes of ${MADE_SHOTS - 1} shots`)
  await sheet(page).getByRole('radio', { name: 'Round 1' }).click()
  await sheet(page).getByRole('combobox', { name: 'Model' }).selectOption('animatic')
  await expect(price(page)).toContainText('Free')
  await expect(price(page)).toContainText('Drawn on this computer')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('2 takes are asked for. They come by themselves.')).toBeVisible()
  expect(db.all('SELECT DISTINCT provider FROM request')).toEqual([{ provider: 'animatic' }])
})

test('what has no price before, and a key that is missing, are said', async ({ page, paid }) => {
  paid.serve({ model: { price: { kind: 'unknown' } } })
  await openWorkspace(page, paid, 'treatment')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Enter')
  await expect(price(page)).toContainText('Price not known')
  await sheet(page).getByRole('textbox', { name: 'Cap of this project' }).fill('20')
  await page.keyboard.press('Enter')
  await expect(
    sheet(page).getByText(
      'Of the cap of $20, $20.00 is left after this, less what is billed for what has no known price.',
    ),
  ).toBeVisible()
  paid.forgetKey()
  await expect(sheet(page).getByText('Cloud Films needs a key before it can be asked.')).toBeVisible()
  await expect(sheet(page).getByRole('button', { name: /^Make/ })).toBeDisabled()
  await sheet(page).getByRole('button', { name: 'Open Services' }).click()
  await expect(page.getByRole('dialog', { name: 'Settings' }).getByLabel('Key', { exact: true })).toBeVisible()
})

test('a wrong cap is told, an emptied one taken away, and what waits for a higher one is seen in the bar', async ({
  page,
  paid,
}) => {
  await openSheet(page, paid)
  const field = sheet(page).getByRole('textbox', { name: 'Cap of this project' })
  await field.fill('1,50')
  await expect(sheet(page).getByText('Write dollars like 50 or 12.50.')).toBeVisible()
  await expect(sheet(page).getByRole('button', { name: 'Set cap' })).toBeDisabled()
  await setCap(page, '1')
  await sheet(page)
    .getByRole('radio', { name: `All ${MADE_SHOTS} shots` })
    .click()
  await expect(sheet(page).getByText(`10 of ${MADE_SHOTS} takes wait until it is raised.`)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const pill = page.getByRole('button', { name: /^Money/ })
  await expect(pill).toContainText('$0.80/$1')
  await expect(pill).toContainText('held by the cap')
  expect(paid.services.books.accepted).toHaveLength(2)
  await pill.click()
  await expect(money(page).getByText('the rest of it goes out when the cap is raised')).toBeVisible()
  await setCap(page, '')
  await expect(money(page).getByText('No cap yet')).toBeVisible()
  expect(paid.library.db.get('SELECT cap_micro_usd AS cap FROM project')).toEqual({ cap: null })
})

test('the ledger is shown, and saved as a table', async ({ page, paid, home }) => {
  await openSheet(page, paid)
  await setCap(page, '5')
  await sheet(page).getByRole('button', { name: 'More takes' }).click()
  await expect(price(page)).toContainText('$0.80')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => statesOf(paid.library), { timeout: 20_000 }).toEqual(['ready', 'ready'])
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('Money')
  await page.keyboard.press('Enter')
  const ledger = money(page).getByRole('table', { name: 'Every request that was sent' })
  await expect(ledger.getByRole('row')).toHaveCount(3)
  await expect(ledger.getByRole('row').nth(1)).toContainText(/Shot 1, take [23]Cloud VideoCloud FilmsAccepted\$0\.40/)
  await money(page).getByRole('button', { name: 'Save as CSV' }).click()
  await page.getByRole('button', { name: 'Save here' }).click()
  await expect(page.getByText('The ledger is saved with 2 rows.')).toBeVisible()
  const text = await readFile(join(home, 'Ledger of One Long Morning.csv'), 'utf8')
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows.map(row => [row['Project'], row['Shot'], row['Outcome'], row['Estimate (USD)']])).toEqual([
    ['One Long Morning', '1', 'accepted', '0.40'],
    ['One Long Morning', '1', 'accepted', '0.40'],
  ])
})

test.describe('without motion', () => {
  // Colours that are on their way from one theme to the next belong to neither.
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('axe finds nothing serious in the sheet and the money panel', async ({ page, paid }) => {
    // Six looks at whole pages.
    test.slow()
    const faults = async (): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
    }
    const inBothThemes = async (what: string): Promise<void> => {
      for (const theme of ['dark', 'light']) {
        await page.evaluate(name => document.documentElement.setAttribute('data-theme', name), theme)
        expect(await faults(), `${what}, ${theme}`).toEqual([])
      }
    }
    await openSheet(page, paid)
    await inBothThemes('the sheet without a cap')
    await setCap(page, '1')
    await sheet(page)
      .getByRole('radio', { name: `All ${MADE_SHOTS} shots` })
      .click()
    await expect(sheet(page).getByText('takes wait until it is raised')).toBeVisible()
    await inBothThemes('the sheet over the cap')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => statesOf(paid.library).filter(state => state === 'ready')).toHaveLength(2)
    await page.getByRole('button', { name: /^Money/ }).click()
    await expect(money(page).getByRole('table')).toHaveCount(2)
    await inBothThemes('the money panel')
  })
})
