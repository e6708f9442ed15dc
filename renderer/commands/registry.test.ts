import { afterEach, expect, test } from 'vitest'
import { handlerOf, registerCommands, runCommand, unregisterCommands } from './registry.ts'

const below = {}
const above = {}
afterEach(() => [below, above].forEach(unregisterCommands))

test('the screen that came last is asked first, and the one below again when it goes', () => {
  const done: string[] = []
  registerCommands(below, { 'play.toggle': () => done.push('below') })
  registerCommands(above, { 'play.toggle': () => done.push('above') })
  runCommand('play.toggle')
  unregisterCommands(above)
  runCommand('play.toggle')
  expect(done).toEqual(['above', 'below'])
})

test('what changes below does not come before what is above', () => {
  const done: string[] = []
  registerCommands(below, { 'play.toggle': () => done.push('below') })
  registerCommands(above, { 'play.toggle': () => done.push('above') })
  registerCommands(below, { 'play.toggle': { run: () => done.push('below'), title: 'Stop' } })
  runCommand('play.toggle')
  expect(done).toEqual(['above'])
})

test('what cannot be done now is not done, but known', () => {
  const done: string[] = []
  registerCommands(below, { 'history.undo': { run: () => done.push('undone'), isEnabled: false } })
  expect(runCommand('history.undo')).toBe(true)
  expect(done).toEqual([])
})

test('what only looks as if it could not be done is tried', () => {
  const done: string[] = []
  registerCommands(below, { 'history.undo': { run: () => done.push('undone'), isEnabled: false, isTried: true } })
  runCommand('history.undo')
  expect(done).toEqual(['undone'])
})

test('a command that no screen knows does nothing', () => {
  expect(handlerOf('history.redo')).toBeUndefined()
  expect(runCommand('history.redo')).toBe(false)
})
