/**
 * A key with its modifiers: `Mod+Shift+P`, `Shift+Digit1`, `BracketLeft`, `Space`, `ArrowLeft`; `K+J` is J while K is held. Mod is Cmd on a Mac and Ctrl
 * elsewhere, and with the backquote. A single letter means what the keyboard prints; every other key is named by its place (KeyboardEvent.code).
 */
export type Combo = string

type ParsedCombo = {
  readonly key: string
  readonly isMod: boolean
  readonly isShift: boolean
  readonly isAlt: boolean
  /** A letter that must be held down meanwhile. */
  readonly held: string | null
}

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

export const isMac = /mac/i.test(globalThis.navigator?.platform ?? '')

export function parseCombo(combo: Combo): ParsedCombo {
  const parts = combo.split('+')
  const key = parts.at(-1) ?? ''
  const held = parts.slice(0, -1).find(part => /^[A-Z]$/.test(part)) ?? null
  return { key, isMod: parts.includes('Mod'), isShift: parts.includes('Shift'), isAlt: parts.includes('Alt'), held }
}

/** The combo that a press is, in the one spelling that layouts use; null for a modifier alone. */
export function comboOf(press: Press, onMac = isMac): Combo | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Process'].includes(press.key)) return null
  // A letter that waits for its accent is typing; any other dead key is a key at its place, as the backquote is on many keyboards.
  if (press.key === 'Dead' && press.code.startsWith('Key')) return null
  const isCommand = isModCommand(press.code, onMac)
  const isMod = isCommand ? press.metaKey : press.ctrlKey
  // The other one of the two belongs to the system.
  if (isCommand ? press.ctrlKey : press.metaKey) return null
  const parts = [isMod && 'Mod', press.altKey && 'Alt', press.shiftKey && 'Shift', keyOf(press)]
  return parts.filter(part => part !== false).join('+')
}

/** Cmd with the backquote goes through the windows of a program on a Mac: it is Ctrl there, too. */
function isModCommand(key: string, onMac: boolean): boolean {
  return onMac && key !== 'Backquote'
}

function keyOf({ key, code }: Press): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  // Alt and other scripts print something else on the key where a letter stands.
  const letter = /^Key([A-Z])$/.exec(code)
  if (letter) return letter[1]!
  if (code === 'NumpadEnter') return 'Enter'
  return code === '' ? key : code.replace(/^Numpad(\d)$/, 'Digit$1')
}

/** The same spelling for a combo written by hand: modifiers in one order. */
export function normalCombo(combo: Combo): Combo {
  const { key, isMod, isAlt, isShift, held } = parseCombo(combo)
  return [held, isMod && 'Mod', isAlt && 'Alt', isShift && 'Shift', key].filter(Boolean).join('+')
}

const PRINTED: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Enter: '↵',
  Delete: 'Del',
  Backspace: '⌫',
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  Slash: '/',
  Backslash: '\\',
  Minus: '-',
  Equal: '=',
  Backquote: '`',
}

/** What stands on this keyboard's keys, where the browser tells. */
export type PrintedKeys = { get(code: string): string | undefined }

/** The caps of a combo, one word a key: `['Ctrl', 'Shift', 'P']`. */
export function keyCaps(combo: Combo, printed?: PrintedKeys, onMac = isMac): string[] {
  const { key, isMod, isAlt, isShift, held } = parseCombo(combo)
  const cap = PRINTED[key] ?? key.replace(/^Digit/, '')
  const own = /^[A-Z]$/.test(key) ? undefined : printed?.get(key)
  return [
    ...(held ? [held] : []),
    ...(isMod ? [isModCommand(key, onMac) ? '⌘' : onMac ? '⌃' : 'Ctrl'] : []),
    ...(isAlt ? [onMac ? '⌥' : 'Alt'] : []),
    ...(isShift ? [onMac ? '⇧' : 'Shift'] : []),
    own?.toUpperCase() ?? cap,
  ]
}
