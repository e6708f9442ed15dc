import { useEffect } from 'react'
import { runCommand } from '../commands/registry.ts'
import type { Workspace } from '../frame/routes.ts'
import { comboOf, parseCombo, type Combo } from './combo.ts'
import type { KeyLayout } from './key-layout.ts'
import { keysOn } from './layouts.ts'
import { isBehindADialog, isForTheControl, isForTheField, isForTheText, isTextField } from './who-hears.ts'

/** Gives commands by their keys, wherever the focus is, but never those that a text field wants for itself. */
export function useKeys(layout: KeyLayout, screen: 'library' | Workspace): void {
  useEffect(() => {
    const commands = keysOn(layout, screen)
    const holds = new Set([...commands.keys()].map(combo => parseCombo(combo).held))
    let held: { readonly combo: Combo; readonly code: string } | null = null
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const combo = comboOf(event)
      const whileHeld = held && combo !== null ? commands.get(`${held.combo}+${combo}`)?.[0] : undefined
      const id = whileHeld ?? (combo === null ? undefined : commands.get(combo)?.[0])
      if (combo !== null && holds.has(combo) && !isTextField(event.target)) held = { combo, code: event.code }
      if (combo === null || id === undefined || isForTheField(event.target, combo) || isForTheText(combo)) return
      if (isForTheControl(event.target, combo) || isBehindADialog()) return
      if (runCommand(id)) event.preventDefault()
    }
    function onKeyUp({ code }: KeyboardEvent): void {
      if (code === held?.code) held = null
    }
    // A window that is left hears no key let go.
    function letGo(): void {
      held = null
    }
    addEventListener('keydown', onKeyDown)
    addEventListener('keyup', onKeyUp)
    addEventListener('blur', letGo)
    return () => {
      removeEventListener('keydown', onKeyDown)
      removeEventListener('keyup', onKeyUp)
      removeEventListener('blur', letGo)
    }
  }, [layout, screen])
}
