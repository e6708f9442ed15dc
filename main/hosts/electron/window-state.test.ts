import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { keepWindowState, placeWindow, readWindowState } from './window-state.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 2560, height: 1440 }
const stood = { bounds: { x: 1600, y: 100, width: 2000, height: 1200 }, isMaximized: true, isFullScreen: false }

test('a window comes back to where it stood, on whichever screen', () => {
  expect(placeWindow(stood, [laptop, beside])).toEqual(stood)
})

test('a screen that is gone, or a place nobody can reach, is given up for the middle of the main screen', () => {
  const middle = { x: 0, y: 25, width: 1440, height: 875 }
  expect(placeWindow(stood, [laptop])).toEqual({ bounds: middle, isMaximized: true, isFullScreen: false })
  for (const bounds of [
    { x: 1400, y: 100, width: 1200, height: 800 },
    { x: 0, y: -300, width: 1200, height: 800 },
    { x: 0, y: 880, width: 1200, height: 800 },
  ]) {
    const placed = placeWindow({ ...stood, bounds }, [laptop])
    expect(placed.bounds).toEqual(middle)
  }
})

test('the first window is of the usual size, in the middle, and never larger than its screen', () => {
  expect(placeWindow(null, [beside]).bounds).toEqual({ x: 2000, y: 270, width: 1440, height: 900 })
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 720 }]).bounds).toEqual({
    x: 0,
    y: 0,
    width: 1280,
    height: 720,
  })
})

test('a window from a larger screen shrinks, and a small one is as large as it must be', () => {
  const { bounds } = placeWindow({ ...stood, bounds: { x: 0, y: 25, width: 3000, height: 2000 } }, [laptop])
  expect(bounds).toMatchObject({ width: 1440, height: 875 })
  const small = placeWindow({ ...stood, bounds: { x: 0, y: 25, width: 400, height: 300 } }, [laptop])
  expect(small.bounds).toMatchObject({ width: 1024, height: 640 })
})

test('what was kept is read again; what cannot be read is as if nothing was kept', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'window.json')
  expect(readWindowState(file)).toBeNull()
  keepWindowState(file, stood)
  expect(readWindowState(file)).toEqual(stood)
  writeFileSync(file, '{"bounds":{"x":0')
  expect(readWindowState(file)).toBeNull()
  mkdirSync(join(folder, 'taken'))
  keepWindowState(join(folder, 'taken'), stood)
  expect(readWindowState(join(folder, 'taken'))).toBeNull()
})
