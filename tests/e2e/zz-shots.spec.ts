import { test } from './outbox-studio.ts'
for (const theme of ['dark', 'light'])
  for (const [w, h] of [
    [1440, 900],
    [1024, 640],
  ] as const)
    test(`shot ${theme} ${w}`, async ({ page, outbox }) => {
      await page.setViewportSize({ width: w, height: h })
      await outbox.openOutbox(page)
      await page.evaluate(t => document.documentElement.setAttribute('data-theme', t), theme)
      const list = page.getByRole('list', { name: 'Requests' })
      for (let i = 0; i < (h > 800 ? 4 : 7); i++) {
        await page.waitForTimeout(300)
        await page.screenshot({ path: `/tmp/w/shots-outbox/${theme}-${w}-${i}.png` })
        await list.evaluate(e => e.scrollBy(0, e.clientHeight - 60))
      }
    })
