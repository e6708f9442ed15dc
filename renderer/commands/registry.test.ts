import { expect, onTestFinished, test } from 'vitest'
import { handlerOf, registerCommands, runCommand } from './registry.ts'

test('the screen that came last is asked first, and the one below again when it goes', () => {
  const done: string[] = []
  onTestFinished(registerCommands({ 'play.toggle': () => done.push('below') }))
  const remove = registerCommands({ 'play.toggle': () => done.push('above') })
  runCommand('play.toggle')
  remove()
  runCommand('play.toggle')
  expect(done).toEqual(['above', 'below'])
})

test('what cannot be done now is not done, but known', () => {
  const done: string[] = []
  onTestFinished(registerCommands({ 'history.undo': { run: () => done.push('undone'), isEnabled: false } }))
  expect(runCommand('history.undo')).toBe(true)
  expect(done).toEqual([])
})

test('a command that no screen knows does nothing', () => {
  expect(handlerOf('history.redo')).toBeUndefined()
  expect(runCommand('history.redo')).toBe(false)
})
