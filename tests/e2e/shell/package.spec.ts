import { expect, test } from 'playwright/test'
import { checkPackage } from '../../../scripts/check-package.ts'

for (const platform of ['linux', 'windows'] as const) {
  test(`the package for ${platform} holds what it must, and nothing else`, async () => {
    test.setTimeout(120_000)
    expect(await checkPackage(platform)).toEqual([])
  })
}
