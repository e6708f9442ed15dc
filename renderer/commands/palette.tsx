import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import { texts } from '../texts.ts'
import type { Workspace } from '../frame/routes.ts'
import { part } from '../ui/part.tsx'
import type { PaletteProps } from './palette-list.tsx'
import { PALETTE_FIELD, PaletteLine } from './palette-line.tsx'

/** Letters typed right after the key are taken before the list is there. */
const PaletteList = part(async () => (await import('./palette-list.tsx')).PaletteList, FieldAlone)

function FieldAlone({ search, change, enter }: PaletteProps) {
  return (
    <PaletteLine>
      <input
        autoFocus
        role="combobox"
        aria-expanded={false}
        aria-label={texts.palette.title}
        value={search}
        onChange={event => change(event.target.value)}
        onKeyDown={({ key, nativeEvent }) => {
          if (key === 'Enter' && !nativeEvent.isComposing && search !== '') enter()
        }}
        placeholder={texts.palette.placeholder}
        className={PALETTE_FIELD}
      />
    </PaletteLine>
  )
}

/** Has the commands' list there before it is asked for, once the window has nothing better to do. */
export function usePaletteAhead(): void {
  useEffect(() => {
    // Not every browser tells when it is idle.
    const soon = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2_000))
    soon(PaletteList.ahead)
  }, [])
}

/** Every command by its name: type a few letters, Enter does it. */
export function Palette({ screen, close }: { screen: 'library' | Workspace; close: () => void }) {
  const [search, setSearch] = useState('')
  const [isEntered, setIsEntered] = useState(false)

  function change(letters: string): void {
    setSearch(letters)
    setIsEntered(false)
  }

  return (
    <Dialog.Root open onOpenChange={open => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          data-modal=""
          aria-label={texts.palette.title}
          className="fixed top-[12vh] left-1/2 z-40 w-160 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden rounded-card bg-panel shadow-float inset-ring inset-ring-line-strong"
        >
          <PaletteList
            screen={screen}
            search={search}
            change={change}
            isEntered={isEntered}
            enter={() => setIsEntered(true)}
            close={close}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
