import { useState } from 'react'
import { COMMAND_IDS, commandInfo, type CommandId } from '../commands/catalogue.ts'
import { isPlaceOn } from '../commands/command.ts'
import type { Workspace } from '../frame/routes.ts'
import { texts } from '../texts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SearchField } from '../ui/field.tsx'
import { Keys } from '../ui/keys.tsx'
import { keyCaps, type Combo } from './combo.ts'
import { useKeyLayout } from './use-layout.tsx'

type Line = { readonly id: CommandId; readonly title: string; readonly combos: readonly Combo[] }

/** Every key of this screen, by what it does. */
export function KeySheet({ screen, close }: { screen: 'library' | Workspace; close: () => void }) {
  const layout = useKeyLayout()
  const [text, setText] = useState('')
  const groups = new Map<string, Line[]>()
  for (const id of COMMAND_IDS) {
    const { place, group, title } = commandInfo(id)
    const combos = layout.keys[id] ?? []
    if (combos.length === 0 || !isPlaceOn(place, screen) || !isFound(text, title, combos)) continue
    groups.set(group, [...(groups.get(group) ?? []), { id, title, combos }])
  }
  return (
    <Dialog
      title={texts.keySheet.title(texts.commands.frame[screen])}
      isOpen
      close={close}
      width="wide"
      footnote={`${texts.keySheet.layout} ${layout.name}. ${texts.keySheet.footnote}`}
    >
      <SearchField label={texts.keySheet.find} text={text} change={setText} isFocused className="mb-5 w-72" />
      {groups.size === 0 && <p className="py-8 text-center text-soft">{texts.keySheet.nothing}</p>}
      <div className="columns-3 gap-10 max-wide:columns-2">
        {[...groups].map(([group, lines]) => (
          <section key={group} className="mb-6 break-inside-avoid">
            <h3 className="mb-1 border-b border-line-strong pb-1.5 text-12 font-strong">{group}</h3>
            <ul>
              {lines.map(({ id, title, combos }) => (
                <li key={id} className="flex min-h-7 items-center justify-between gap-3">
                  <span className="min-w-0 text-soft">{title}</span>
                  <span className="flex shrink-0 gap-2">
                    {combos.slice(0, 2).map(combo => (
                      <Keys key={combo} combo={combo} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function isFound(text: string, title: string, combos: readonly Combo[]): boolean {
  const wanted = text.trim().toLowerCase()
  const said = [title, ...combos.map(combo => keyCaps(combo).join(' '))].join(' ').toLowerCase()
  return wanted.split(/\s+/).every(word => said.includes(word))
}
