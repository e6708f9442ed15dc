import { expect, test } from 'vitest'
import { acceleratorOf } from './accelerator.ts'

test.each([
  ['Mod+Shift+P', 'CmdOrCtrl+Shift+P'],
  ['Mod+Digit1', 'CmdOrCtrl+1'],
  ['Alt+Shift+ArrowLeft', 'Alt+Shift+Left'],
  ['BracketLeft', '['],
  ['F2', 'F2'],
  ['IntlBackslash', undefined],
  [null, undefined],
])('the key %s stands in a menu as %s', (combo, accelerator) => {
  expect(acceleratorOf(combo, false)).toBe(accelerator)
})

test('on a Mac, where the keys of a menu are live, bare ones are left to whoever types', () => {
  expect(acceleratorOf('Space', true)).toBeUndefined()
  expect(acceleratorOf('Shift+K', true)).toBeUndefined()
  expect(acceleratorOf('Mod+K', true)).toBe('CmdOrCtrl+K')
  expect(acceleratorOf('Mod+Backquote', true)).toBe('Ctrl+`')
})
