import { parseCombo, type Combo } from './combo.ts'

const TEXT_INPUTS =
  'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable="true"]'

export function isTextField(target: EventTarget | null): target is Element {
  return target instanceof Element && target.matches(TEXT_INPUTS)
}

/** In a text field bare keys are text, and the usual editing keys edit it. */
export function isForTheField(target: EventTarget | null, combo: Combo): boolean {
  if (!isTextField(target)) return false
  const { key, isMod, isAlt } = parseCombo(combo)
  if (key === 'Escape') return false
  if (!isMod) return !isAlt || key.startsWith('Arrow')
  return /^(A|C|V|X|Y|Z|ArrowLeft|ArrowRight|ArrowUp|ArrowDown|Backspace|Delete|Home|End|Enter)$/.test(key)
}

/** Text that was selected to be copied. */
export function isForTheText(combo: Combo): boolean {
  return combo === 'Mod+C' && getSelection()?.isCollapsed === false
}

/** Space and Enter press the button that has the focus; arrows move within what is one stop of many. */
export function isForTheControl(target: EventTarget | null, combo: Combo): boolean {
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

/** While a dialog or a menu is open, the screen behind it hears nothing. A notice is neither, whatever role it has. */
export function isBehindADialog(): boolean {
  return document.querySelector('[data-modal], [role=menu]') !== null
}
