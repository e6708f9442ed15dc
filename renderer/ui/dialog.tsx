import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode, type RefObject } from 'react'
import { texts } from '../texts.ts'
import { IconButton } from './button.tsx'
import { ICON } from './icon.ts'

type Props = {
  readonly title: string
  readonly isOpen: boolean
  readonly close: () => void
  /** Buttons at the bottom right, the primary one last. */
  readonly actions?: ReactNode
  /** A line at the bottom left. */
  readonly footnote?: ReactNode
  readonly width?: 'narrow' | 'normal' | 'wide' | 'full'
  /** Where the keyboard begins; the dialog itself without it. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

const WIDTHS = { narrow: 'w-110', normal: 'w-160', wide: 'w-240', full: 'w-[calc(100vw-64px)]' } as const

/** A dialog over the screen; Escape and the scrim close it. */
export function Dialog({ title, isOpen, close, actions, footnote, width = 'normal', initialFocus, children }: Props) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={isOpen} onOpenChange={open => !open && close()}>
      <Base.Portal>
        {/* Over a dialog that leads to this one too. */}
        <Base.Backdrop forceRender className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          ref={popup}
          // Not on the button that closes it: its tip would take the first Escape. What has taken the keyboard by itself keeps it.
          initialFocus={initialFocus ?? (() => !popup.current?.contains(document.activeElement) && popup.current)}
          data-modal=""
          className={`fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100vh-64px)] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-card bg-panel shadow-float inset-ring inset-ring-line outline-none ${WIDTHS[width]}`}
        >
          <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line pr-2 pl-5">
            <Base.Title className="grow truncate text-15 font-strong">{title}</Base.Title>
            <IconButton name={texts.ui.close} look="quiet" onClick={close}>
              <X {...ICON} />
            </IconButton>
          </div>
          <div className="min-h-0 grow overflow-auto p-5">{children}</div>
          {(actions !== undefined || footnote !== undefined) && (
            <div className="flex shrink-0 items-center gap-2 border-t border-line px-5 py-3">
              <div className="min-w-0 grow text-12 text-soft">{footnote}</div>
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
