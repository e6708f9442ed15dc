import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { texts } from '../texts.ts'
import { Button, IconButton } from './button.tsx'
import { ICON } from './icon.ts'

export type Notice = {
  readonly kind: 'bad' | 'ok' | 'info'
  readonly text: string
  /** The button that does what the text advises. */
  readonly action?: { readonly label: string; readonly run: () => void }
  /** A notice about the same takes the place of the one before it. */
  readonly about?: string
  readonly onClose?: () => void
}

const notices = Toast.createToastManager<Notice>()

/** Tells what the eye would not see by itself, for a few seconds; failures stay until they are closed, each once. */
export function notify(notice: Notice): void {
  const id = notice.about ?? (notice.kind === 'bad' ? notice.text : null)
  notices.add({
    ...(id === null ? {} : { id }),
    data: notice,
    description: notice.text,
    timeout: notice.kind === 'bad' ? 0 : 6000,
    priority: notice.kind === 'bad' ? 'high' : 'low',
    onClose: () => notice.onClose?.(),
  })
}

const ICONS = { bad: CircleAlert, ok: CircleCheck, info: Info } as const
const COLOURS = { bad: 'text-bad', ok: 'text-ok', info: 'text-info' } as const

/** Where notices stand: at the bottom, over everything. */
export function Notices() {
  return (
    <Toast.Provider toastManager={notices} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed bottom-20 left-1/2 z-50 flex w-120 max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col gap-2">
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function NoticeList() {
  const { toasts, close } = Toast.useToastManager<Notice>()
  return toasts.map(toast => {
    const { kind, text, action } = toast.data ?? { kind: 'info', text: '' }
    const Icon = ICONS[kind]
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        aria-label={text}
        className="flex items-start gap-3 rounded-card bg-panel py-2.5 pr-2 pl-3.5 shadow-float inset-ring inset-ring-line-strong"
      >
        <Icon {...ICON} className={`mt-0.5 shrink-0 ${COLOURS[kind]}`} />
        <Toast.Description className="min-w-0 grow text-pretty">{text}</Toast.Description>
        {action && (
          <Button
            size="small"
            onClick={() => {
              action.run()
              close(toast.id)
            }}
          >
            {action.label}
          </Button>
        )}
        <IconButton name={texts.ui.close} look="quiet" size="small" onClick={() => close(toast.id)}>
          <X {...ICON} />
        </IconButton>
      </Toast.Root>
    )
  })
}
