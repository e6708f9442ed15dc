import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import { texts } from '../texts.ts'
import type { Workspace } from '../frame/routes.ts'
import type { PaletteList as List } from './palette-list.tsx'
import { PALETTE_FIELD, PaletteLine } from './palette-line.tsx'

/** Not by `lazy`: what is there already has to stand in the same moment, or letters typed right after the key go elsewhere. */
let PaletteList: typeof List | undefined

async function load(): Promise<void> {
  PaletteList ??= (await import('./palette-list.tsx')).PaletteList
}

/** Has the commands' list there before it is asked for, once the window has nothing better to do. */
export function usePaletteAhead(): void {
  useEffect(() => {
    // Not every browser tells when it is idle.
    const soon = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2_000))
    // Where it cannot be had now, it is tried again when it is opened.
    soon(() => void load().catch(() => {}))
  }, [])
}

/** Every command by its name: type a few letters, Enter does it. What is typed before the list is there is not lost. */
export function Palette({ screen, close }: { screen: 'library' | Workspace; close: () => void }) {
  const [search, setSearch] = useState('')
  const [trouble, setTrouble] = useState<{ readonly error: unknown } | null>(null)
  const [, setLoaded] = useState(PaletteList !== undefined)
  useEffect(() => {
    load().then(
      () => setLoaded(true),
      (error: unknown) => setTrouble({ error }),
    )
  }, [])
  if (trouble) throw trouble.error
  return (
    <Dialog.Root open onOpenChange={open => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          data-modal=""
          aria-label={texts.palette.title}
          className="fixed top-[12vh] left-1/2 z-40 w-160 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden rounded-card bg-panel shadow-float inset-ring inset-ring-line-strong"
        >
          {PaletteList ? (
            <PaletteList screen={screen} search={search} change={setSearch} close={close} />
          ) : (
            <PaletteLine>
              <input
                autoFocus
                role="combobox"
                aria-expanded={false}
                aria-label={texts.palette.title}
                value={search}
                onChange={event => setSearch(event.target.value)}
                placeholder={texts.palette.placeholder}
                className={PALETTE_FIELD}
              />
            </PaletteLine>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
