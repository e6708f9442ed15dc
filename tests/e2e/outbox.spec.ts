import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { pauseOf } from '#main/outbox/pauses.ts'
import type { RequestId } from '#model/ids.ts'
import { expect, test, type OutboxStudio } from './outbox-studio.ts'
import type { SeededOutbox } from './outbox-seed.ts'

type Row = { state: string; retryAtMs: number | null; priority: number }

function rowOf({ library }: OutboxStudio, id: RequestId): Row {
  return library.db.get<Row>('SELECT state, retry_at_ms AS retryAtMs, priority FROM request WHERE id = ?', [id])!
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Outbox' })

/** The row of the request for that, scrolled to: only what is in view is there. */
async function rowAbout(page: Page, what: string) {
  const list = page.getByRole('list', { name: 'Requests' })
  const row = list.getByRole('listitem').filter({ hasText: what })
  await expect(async () => {
    if ((await row.count()) === 1) return await row.scrollIntoViewIfNeeded({ timeout: 1_000 })
    // On, and from the top again: rows come a moment after they are scrolled to.
    await list.evaluate(element => {
      const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 1
      element.scrollTo(0, isAtEnd ? 0 : element.scrollTop + element.clientHeight / 2)
    })
    expect(await row.count()).toBe(1)
  }).toPass({ intervals: [100] })
  return row
}

/** Rows move between the groups while they are looked for. */
async function rowSays(page: Page, what: string, words: string | RegExp): Promise<void> {
  await expect(async () => {
    await expect(await rowAbout(page, what)).toContainText(words, { timeout: 1_000 })
  }).toPass()
}

async function stateIs(outbox: OutboxStudio, name: keyof SeededOutbox, state: string): Promise<void> {
  await expect.poll(() => rowOf(outbox, outbox.ids[name]).state).toBe(state)
}

test('what has failed is asked for again, and what that may cost is said before', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  const unsent = await rowAbout(page, 'fly through the bubble')
  await expect(unsent).toContainText('Costs about $0.60.')
  const withJob = await rowAbout(page, 'on through the gum')
  await expect(withJob).toContainText('may be billed a second time, about $0.35')

  // All at once only those that nobody can be billed twice for.
  await dialogOf(page).getByRole('button', { name: 'Ask 2 again' }).click()
  await stateIs(outbox, 'failedUnsent', 'queued')
  await stateIs(outbox, 'failedFree', 'queued')
  expect(rowOf(outbox, outbox.ids.failedWithJob).state).toBe('failed')

  const again = await rowAbout(page, 'on through the gum')
  await again.getByRole('button', { name: 'Ask again' }).click()
  await stateIs(outbox, 'failedWithJob', 'accepted')
})

test('from its tile, too, what costs something is asked for again where its price stands', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toBeHidden()
  const tiles = page.getByRole('main', { name: 'Takes' }).getByRole('gridcell')
  await tiles.filter({ hasText: 'Runway answered three times' }).getByText('Try again').click()
  await expect(await rowAbout(page, 'fly through the bubble')).toContainText('Costs about $0.60.')
  expect(rowOf(outbox, outbox.ids.failedUnsent).state).toBe('failed')
})

test('what was refused says why, and leads to the words of its shot', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  const refused = await rowAbout(page, 'a famous singer')
  await expect(refused).toContainText('Refused: The prompt names a real person.')
  await refused.getByRole('button', { name: 'Edit prompt' }).click()
  await expect(page.getByRole('main', { name: 'Treatment' })).toBeVisible()
  expect(rowOf(outbox, outbox.ids.refused).state).toBe('refused')
})

test('not sure it was sent: looked for again, sent again, or left', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  const listed = await rowAbout(page, 'rain on the car window')
  await expect(listed).toContainText('sending it again is billed twice: about $0.35 each')
  await listed.getByRole('button', { name: 'Look again' }).click()
  await expect.poll(() => rowOf(outbox, outbox.ids.uncertain).retryAtMs).not.toBeNull()
  await rowSays(page, 'rain on the car window', 'Looking whether it arrived')

  // Runway lists no jobs.
  const unlisted = await rowAbout(page, 'the tunnel opens')
  await expect(unlisted.getByRole('button', { name: 'Look again' })).toHaveCount(0)
  await unlisted.getByRole('button', { name: 'It was not: send again' }).click()
  await stateIs(outbox, 'uncertainUnlisted', 'queued')
})

test('not sure it was sent: what was, is left, and may be billed', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  await (await rowAbout(page, 'rain on the car window')).getByRole('button', { name: 'It was: leave it' }).click()
  await stateIs(outbox, 'uncertain', 'cancelled')
  await rowSays(page, 'rain on the car window', 'Dropped. Replicate may still bill it.')
})

test('what is made says how far it is, and what dropping it may cost', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  const running = await rowAbout(page, 'inside the speaker')
  await expect(running.getByRole('progressbar', { name: 'Running' })).toHaveAttribute('aria-valuenow', '40')
  await rowSays(page, 'out of the keyhole', '3 before it at fal')
  await rowSays(page, 'the drop: into the speaker', 'Sending')
  await rowSays(page, 'the aisle of the aeroplane', 'Fetching')
  await rowSays(page, 'clouds, seen from above', 'Checking')
  await (await rowAbout(page, 'inside the speaker')).getByRole('button', { name: /Runway may still bill it/ }).click()
  await stateIs(outbox, 'running', 'cancelled')
  await rowSays(page, 'the bubble is blown', '$0.52')
  await rowSays(page, 'the second kiss', 'If fal had begun it, it may still be billed.')
})

test('each reason for waiting is said, with the one thing to do about it', async ({ page, outbox }) => {
  test.slow()
  await outbox.openOutbox(page)
  const note = (words: string) => dialogOf(page).getByRole('status').filter({ hasText: words })
  await rowSays(page, 'the city at dusk', 'Next to go out')
  await rowSays(page, 'the city at night', '1 before it')
  await rowSays(page, 'a curtain, then light', /Tried again at \d\d:\d\d/)
  await rowSays(page, 'a train window', 'Its model was shut down')
  await rowSays(page, 'the last field', 'studio-pc is not set up here')
  await expect((await rowAbout(page, 'hands on the piano')).getByRole('button', { name: 'Add the key' })).toBeVisible()
  await expect((await rowAbout(page, 'the long escalator')).getByRole('button', { name: 'Open Money' })).toBeVisible()
  await expect(note('Over the cap: 1 waits').getByRole('button', { name: 'Open Money' })).toBeVisible()
  await expect(note('The account at fal is empty: 1 waits')).toContainText('Top it up there.')

  await (await rowAbout(page, 'a wedding seen')).getByRole('button', { name: 'Try now: Runway' }).click()
  await expect.poll(() => pauseOf(outbox.library.db, 'runway')!.untilMs).toBeLessThanOrEqual(Date.now())
  await expect(note('Runway is busy')).toHaveCount(0)
  outbox.library.db.run('UPDATE project SET cap_micro_usd = NULL')
  await rowSays(page, 'the long escalator', 'No cap is set')
  await expect(dialogOf(page).getByText(/^about \$1\.85, and 1 of unknown price$/)).toBeVisible()
})

test('without a network everything that needs one says so, and its tile too', async ({ page, outbox }) => {
  outbox.setOnline(false)
  await outbox.openOutbox(page)
  await expect(dialogOf(page).getByRole('status').filter({ hasText: 'Offline' })).toContainText('goes out by itself')
  await rowSays(page, 'a wedding seen', 'Offline')
  // ComfyUI runs on this machine.
  await rowSays(page, 'the city at dusk', 'Next to go out')
  await page.keyboard.press('Escape')
  const takes = page.getByRole('main', { name: 'Takes' })
  await takes.getByRole('gridcell').first().hover()
  await expect(async () => {
    await page.mouse.wheel(0, 300)
    expect(await takes.getByRole('gridcell').filter({ hasText: 'Offline' }).count()).toBeGreaterThan(0)
  }).toPass({ intervals: [100] })
})

test('requests are sent first, alone and many together, and in their turn again', async ({ page, outbox }) => {
  await outbox.openOutbox(page)
  await (await rowAbout(page, 'the city at night')).getByRole('button', { name: /^Send first/ }).click()
  await rowSays(page, 'the city at night', 'Next to go out · Goes first')
  await rowSays(page, 'the city at dusk', '1 before it')
  await (await rowAbout(page, 'the city at night')).getByRole('button', { name: /^Send in its turn/ }).click()
  await rowSays(page, 'the city at dusk', 'Next to go out')

  await (await rowAbout(page, 'a wedding seen')).getByRole('checkbox').check()
  await (await rowAbout(page, 'the eye of the horse')).getByRole('checkbox').click({ modifiers: ['Shift'] })
  const bar = page.getByRole('toolbar', { name: 'The chosen requests' })
  await expect(bar).toContainText('3 chosen')
  await bar.getByRole('button', { name: 'Send first' }).click()
  const three = [outbox.ids.busy, outbox.ids.needsKey, outbox.ids.credit]
  await expect.poll(() => three.map(id => rowOf(outbox, id).priority)).toEqual([1, 1, 1])
  await expect(bar).toHaveCount(0)

  await (await rowAbout(page, 'a wedding seen')).getByRole('checkbox').check()
  await bar.getByRole('button', { name: 'Drop' }).click()
  await stateIs(outbox, 'busy', 'cancelled')
  await dialogOf(page).getByRole('button', { name: 'Drop all: Waiting' }).click()
  await stateIs(outbox, 'turn', 'cancelled')
})

test('nothing in it keeps anyone from working', async ({ page, outbox }) => {
  test.slow()
  await outbox.openOutbox(page)
  const serious: string[] = []
  for (const theme of ['dark', 'light']) {
    await page.evaluate(name => document.documentElement.setAttribute('data-theme', name), theme)
    for (const what of ['inside the speaker', 'a wedding seen']) {
      await rowAbout(page, what)
      const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      serious.push(
        ...grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${theme}: ${id}: ${target.join(' ')}`)),
      )
    }
  }
  expect(serious).toEqual([])
})

test('ten thousand requests are scrolled to their end, and only what is seen is drawn', async ({ page, outbox }) => {
  const { library, projectId, ids } = outbox
  library.db.run(`UPDATE request SET state = 'cancelled' WHERE id <> ?`, [ids.turn])
  library.db.transaction(() => {
    const copy = (number: number): void => {
      library.db.run(
        `INSERT INTO take (id, project_id, number, prompt, created_at_ms) VALUES ('t' || @number, @projectId, @number, 'kite', 1)`,
        { number, projectId },
      )
      library.db.run(
        `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, attempt, created_at_ms, updated_at_ms)
         SELECT 'r' || @number, project_id, shot_id, 't' || @number, provider, spec_json, state, 1, created_at_ms + @number, 1
         FROM request WHERE id = @first`,
        { number, first: ids.turn },
      )
    }
    for (let number = 3; number <= 10_001; number += 1) copy(number)
  })
  await outbox.openOutbox(page)
  const list = page.getByRole('list', { name: 'Requests' })
  await expect(list.getByText('10000', { exact: true })).toBeVisible()
  await list.getByRole('listitem').filter({ hasText: 'take 2' }).first().waitFor()
  await list.evaluate(element => element.scrollTo(0, 10_000 * 58 - 400))
  await expect(list.getByRole('listitem').filter({ hasText: 'take 10001' })).toBeVisible()
  expect(await list.getByRole('listitem').count()).toBeLessThan(40)
})
