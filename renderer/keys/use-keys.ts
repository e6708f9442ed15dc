import { useEffect } from 'react'
import { runCommand } from '../commands/registry.ts'
import type { Workspace } from '../frame/routes.ts'
import { comboOf } from './combo.ts'
import type { KeyLayout } from './key-layout.ts'
import { keysOn } from './layouts.ts'
import { isBehindADialog, isForTheControl, isForTheField } from './who-hears.ts'

/** Gives commands by their keys, wherever the focus is, but never those that a text field wants for itself. */
export function useKeys(layout: KeyLayout, screen: 'library' | Workspace): void {
  useEffect(() => {
    const commands = keysOn(layout, screen)
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const combo = comboOf(event)
      const id = combo === null ? undefined : commands.get(combo)?.[0]
      if (combo === null || id === undefined || isForTheField(event.target, combo)) return
      if (isForTheControl(event.target, combo) || isBehindADialog()) return
      if (runCommand(id)) event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [layout, screen])
}
