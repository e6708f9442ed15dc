import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

const THEMES = [
  { name: 'dark', theme: 'dark', contrast: null },
  { name: 'light', theme: 'light', contrast: null },
  { name: 'high contrast, dark', theme: 'dark', contrast: 'more' },
  { name: 'high contrast, light', theme: 'light', contrast: 'more' },
] as const

/** Rules broken in a way that keeps someone from working, a line each; contrast is one of axe's rules. */
async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
}

async function dressIn(page: Page, { theme, contrast }: (typeof THEMES)[number]): Promise<void> {
  await page.evaluate(
    ([theme, contrast]) => {
      const root = document.documentElement
      root.setAttribute('data-theme', theme)
      if (contrast === null) root.removeAttribute('data-contrast')
      else root.setAttribute('data-contrast', contrast)
    },
    [theme, contrast] as const,
  )
}

// Colours that are on their way from one theme to the next belong to neither.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const screen of ['library', 'song', 'treatment', 'takes', 'edit', 'render']) {
  test(`axe finds nothing serious on the screen ${screen} in any theme`, async ({ page, made }) => {
    await page.goto(made.server.url)
    if (screen !== 'library')
      await page.goto(`${new URL(made.server.url).origin}/#/project/${made.projectId}/${screen}`)
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.locator('main [role=status][aria-busy]')).toHaveCount(0)
    for (const theme of THEMES) {
      await dressIn(page, theme)
      expect(await seriousFaults(page), theme.name).toEqual([])
    }
  })
}

for (const [name, keys] of [
  ['the palette', 'Control+Shift+P'],
  ['the sheet of keys', 'Shift+?'],
  ['the settings', 'Control+,'],
  ['the outbox', 'Control+Shift+O'],
] as const) {
  test(`axe finds nothing serious in ${name}`, async ({ page, made }) => {
    // Not in the Library, whose search field has the focus.
    await openWorkspace(page, made, 'song')
    await expect(page.locator('main [role=status][aria-busy]')).toHaveCount(0)
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog')).toBeVisible()
    for (const theme of THEMES) {
      await dressIn(page, theme)
      expect(await seriousFaults(page), theme.name).toEqual([])
    }
  })
}
