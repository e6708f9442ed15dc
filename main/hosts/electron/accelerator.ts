/** What Electron calls the keys that layouts name by their place. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
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
const KNOWN = /^([A-Z]|\d|F\d{1,2}|Space|Enter|Tab|Delete|Backspace|Home|End|PageUp|PageDown)$/

/**
 * The label that a line of the menu has for a key of the window: `Mod+Digit1` is `CmdOrCtrl+1`. None for what a menu cannot
 * show. On a Mac every key of a menu is live and would be taken from whoever types, so bare keys are left out there.
 */
export function acceleratorOf(combo: string | null, isMac: boolean): string | undefined {
  if (combo === null) return undefined
  const modifiers = combo.split('+')
  const code = modifiers.pop() ?? ''
  // A letter that is held is nothing that a menu knows.
  if (modifiers.some(modifier => !/^(Mod|Shift|Alt)$/.test(modifier))) return undefined
  const key = KEY_NAMES[code] ?? code.replace(/^Digit/, '')
  if (KEY_NAMES[code] === undefined && !KNOWN.test(key)) return undefined
  if (isMac && !modifiers.includes('Mod')) return undefined
  // Cmd with the backquote goes through the windows of a program on a Mac.
  const mod = code === 'Backquote' ? 'Ctrl' : 'CmdOrCtrl'
  return [...modifiers.map(modifier => (modifier === 'Mod' ? mod : modifier)), key].join('+')
}
