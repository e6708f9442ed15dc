import { useEffect } from 'react'
import { runCommand } from '../commands/registry.ts'
import type { Workspace } from '../frame/routes.ts'
import { comboOf, parseCombo, type Combo } from './combo.ts'
import type { KeyLayout } from './key-layout.ts'
import { keysOn } from './layouts.ts'

/** Gives commands by their keys, wherever the focus is, but never those that a text field wants for itself. */
export function useKeys(layout: KeyLayout, screen: 'library' | Workspace): void {
  useEffect(() => {
    const commands = keysOn(layout, screen)
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const combo = comboOf(event)
      const id = combo === null ? undefined : commands.get(combo)?.[0]
      if (combo === null || id === undefined || isForTheField(event.target, combo)) return
      if (isForTheControl(event.target, combo) || isBehindADialog(event.target)) return
      if (runCommand(id)) event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [layout, screen])
}

const TEXT_INPUTS =
  'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable="true"]'

/** In a text field bare keys are text, and the usual editing keys edit it. */
function isForTheField(target: EventTarget | null, combo: Combo): boolean {
  if (!(target instanceof Element) || !target.matches(TEXT_INPUTS)) return false
  const { key, isMod, isAlt } = parseCombo(combo)
  if (key === 'Escape') return false
  if (!isMod) return !isAlt || key.startsWith('Arrow')
  return /^(A|C|V|X|Y|Z|ArrowLeft|ArrowRight|ArrowUp|ArrowDown|Backspace|Delete|Home|End|Enter)$/.test(key)
}

/** Space and Enter press the button that has the focus; arrows move within what is one stop of many. */
function isForTheControl(target: EventTarget | null, combo: Combo): boolean {
  if (!(target instanceof Element)) return false
  if (combo === 'Space' || combo === 'Enter')
    return target.matches(
      'button, a[href], summary, [role=menuitem], [role=option], [role=switch], [role=checkbox], [role=radio]',
    )
  if (/^(Shift\+)?(Arrow\w+|Home|End)$/.test(combo))
    return target.matches(
      '[role=slider], input[type=range], [role=menuitem], [role=option], [role=tab], [role=radio], [role=separator]',
    )
  return false
}

/** While a dialog or a menu is open, the screen behind it hears nothing. */
function isBehindADialog(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog][data-modal], [role=alertdialog], [role=menu]') === null) return false
  return !(target instanceof Element) || target.closest('[data-hears-keys]') === null
}
