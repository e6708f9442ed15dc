import { expect, test } from 'vitest'
import { rootAttributes } from './appearance.ts'

const system = { theme: 'system', contrast: 'system', motion: 'system' } as const

test('the system decides until a person does', () => {
  expect(rootAttributes(system, false)).toEqual({ 'data-theme': null, 'data-contrast': null, 'data-motion': null })
  expect(rootAttributes(system, true)).toMatchObject({ 'data-contrast': 'more' })
  expect(rootAttributes({ theme: 'light', contrast: 'normal', motion: 'less' }, true)).toEqual({
    'data-theme': 'light',
    'data-contrast': null,
    'data-motion': 'less',
  })
})
