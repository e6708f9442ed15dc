import { expect, test } from 'vitest'
import { comboOf, keyCaps, normalCombo } from './combo.ts'

const press = { key: 'a', code: 'KeyA', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

test('letters are what the keyboard prints, other keys where they stand', () => {
  expect(comboOf({ ...press, key: 'a', code: 'KeyQ' }, false)).toBe('A')
  expect(comboOf({ ...press, key: '!', code: 'Digit1', shiftKey: true }, false)).toBe('Shift+Digit1')
  expect(comboOf({ ...press, key: 'ü', code: 'BracketLeft' }, false)).toBe('BracketLeft')
  expect(comboOf({ ...press, key: '4', code: 'Numpad4' }, false)).toBe('Digit4')
})

test('a keyboard of another script still reaches the commands', () => {
  expect(comboOf({ ...press, key: 'я', code: 'KeyZ', ctrlKey: true }, false)).toBe('Mod+Z')
})

test('Mod is Cmd on a Mac and Ctrl elsewhere; the other one is the system’s', () => {
  expect(comboOf({ ...press, metaKey: true }, true)).toBe('Mod+A')
  expect(comboOf({ ...press, ctrlKey: true }, true)).toBeNull()
  expect(comboOf({ ...press, metaKey: true }, false)).toBeNull()
})

test('a modifier alone is no key', () => {
  expect(comboOf({ ...press, key: 'Shift', code: 'ShiftLeft', shiftKey: true }, false)).toBeNull()
})

test('combos have one spelling, and show what this keyboard prints', () => {
  expect(normalCombo('Shift+Mod+P')).toBe('Mod+Shift+P')
  expect(normalCombo('K+J')).toBe('K+J')
  expect(keyCaps('K+J', undefined, false)).toEqual(['K', 'J'])
  expect(keyCaps('Mod+Shift+P', undefined, false)).toEqual(['Ctrl', 'Shift', 'P'])
  expect(keyCaps('BracketLeft', { get: code => (code === 'BracketLeft' ? 'ü' : undefined) }, false)).toEqual(['Ü'])
})

test('the backquote is a key at its place, dead or not, and goes with Ctrl on a Mac, too', () => {
  const backquote = { ...press, key: 'Dead', code: 'Backquote' }
  expect(comboOf(backquote, false)).toBe('Backquote')
  expect(comboOf({ ...backquote, ctrlKey: true }, false)).toBe('Mod+Backquote')
  expect(comboOf({ ...backquote, ctrlKey: true }, true)).toBe('Mod+Backquote')
  expect(comboOf({ ...backquote, metaKey: true }, true)).toBeNull()
  expect(keyCaps('Mod+Backquote', undefined, true)).toEqual(['⌃', '`'])
  expect(comboOf({ ...press, key: 'Dead', code: 'KeyE', altKey: true }, true)).toBeNull()
})
