import { expect, test } from 'vitest'
import { chooseFile, joinPath, pickerLines, splitPath } from './picker-list.ts'

const listing = {
  path: '/clips',
  parent: '/',
  folders: [{ name: 'Day One', path: '/clips/Day One' }],
  files: [{ name: 'one.mp4', path: '/clips/one.mp4', sizeBytes: 5, changedAtMs: 0 }],
  isCutOff: false,
  places: [],
}

test('folders stand first, and a part of a name finds them', () => {
  expect(pickerLines(listing, '').map(({ name }) => name)).toEqual(['Day One', 'one.mp4'])
  expect(pickerLines(listing, ' ONE.').map(({ name }) => name)).toEqual(['one.mp4'])
  expect(pickerLines(listing, 'two')).toEqual([])
})

test('one file lets the other go, many are taken and given back', () => {
  expect(chooseFile(['/a'], '/b', false)).toEqual(['/b'])
  expect(chooseFile(['/a'], '/b', true)).toEqual(['/a', '/b'])
  expect(chooseFile(['/a', '/b'], '/a', true)).toEqual(['/b'])
})

test.each([
  ['/films', 'a.mp4', '/films/a.mp4'],
  ['/', 'a.mp4', '/a.mp4'],
  ['C:\\films', 'a.mp4', 'C:\\films\\a.mp4'],
  ['C:\\', 'a.mp4', 'C:\\a.mp4'],
  ['\\\\server\\films', 'a.mp4', '\\\\server\\films\\a.mp4'],
])('%s and %s is %s, and back', (folder, name, path) => {
  expect(joinPath(folder, name)).toBe(path)
  expect(splitPath(path)).toEqual({ folder, name })
})
