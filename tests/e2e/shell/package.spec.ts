import { expect, test } from 'playwright/test'
import { checkPackage } from '../../../scripts/check-package.ts'

for (const platform of ['linux', 'windows'] as const) {
  test(`the package for ${platform} holds what it must, and nothing else`, async () => {
    expect(await checkPackage(platform)).toEqual([])
  })
}
