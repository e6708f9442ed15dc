import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../commands/catalogue.ts'
import { WORKSPACES } from '../frame/routes.ts'
import { keysOn, LAYOUTS } from './layouts.ts'

describe.each(LAYOUTS)('the keys of $name', layout => {
  test.each(['library', ...WORKSPACES] as const)('no key means two things in %s', screen => {
    const twice = [...keysOn(layout, screen)].filter(([, commands]) => commands.length > 1)
    expect(twice).toEqual([])
  })

  test('every key belongs to a command that there is', () => {
    expect(Object.keys(layout.keys).filter(id => !(id in COMMANDS))).toEqual([])
  })

  test('nothing that browsers and systems keep for themselves', () => {
    const kept = /^(Mod\+(Shift\+)?[TNWQH]|Mod\+Tab|F11|Mod\+Space)$/
    const combos = Object.values(layout.keys).flat()
    expect(combos.filter(combo => kept.test(combo))).toEqual([])
  })
})
