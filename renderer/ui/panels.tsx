import {
  createContext,
  useContext,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
  type SyntheticEvent,
} from 'react'
import { Group, Panel as Base, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useCommands } from '../commands/use-commands.ts'
import { texts } from '../texts.ts'

type Props = {
  readonly name: string
  readonly panelIds: string[]
  readonly direction: 'row' | 'column'
  readonly children: ReactNode
}

/** The panel that fills the desk; undefined outside of any desk. */
const Maximised = createContext<string | null | undefined>(undefined)

/** Panels beside or over each other whose edges can be dragged; their sizes are remembered under `name`. Some may lie in others. */
export function Panels(props: Props) {
  const isInOthers = useContext(Maximised) !== undefined
  return isInOthers ? (
    <ResizedPanels {...props} />
  ) : (
    <Desk>
      <ResizedPanels {...props} />
    </Desk>
  )
}

/** All the panels of a screen, of which one can be laid over the others; these keep their sizes behind it. */
function Desk({ children }: { children: ReactNode }) {
  const [maximised, setMaximised] = useState<string | null>(null)
  const desk = useRef<HTMLDivElement>(null)
  const lastUsed = useRef<Element | null>(null)
  const hadFocus = useRef<Element | null>(null)
  function use({ target }: SyntheticEvent): void {
    // Buttons of a bar take a press, but not the keyboard: the panel is in use all the same.
    lastUsed.current = (target instanceof Element && target.closest('[data-panel]')) || lastUsed.current
  }
  function toggle(): void {
    if (desk.current?.querySelector('[data-maximised]')) {
      setMaximised(null)
      // What lay behind could not keep the keyboard.
      if (document.activeElement === document.body && hadFocus.current instanceof HTMLElement) {
        const before = hadFocus.current
        requestAnimationFrame(() => before.focus({ preventScroll: true }))
      }
      return
    }
    const underPointer = [...(desk.current?.querySelectorAll('[data-panel]:hover') ?? [])].at(-1)
    const panel = lastUsed.current?.isConnected ? lastUsed.current : underPointer
    if (!panel) return
    hadFocus.current = document.activeElement
    setMaximised(panel.id)
  }
  useCommands({
    'frame.maximise': {
      run: toggle,
      ...(maximised === null ? {} : { title: texts.commands.frame.restorePanels }),
    },
  })
  return (
    <Maximised value={maximised}>
      <div ref={desk} data-desk="" className="relative size-full" onFocusCapture={use} onPointerDownCapture={use}>
        {children}
      </div>
    </Maximised>
  )
}

function ResizedPanels({ name, panelIds, direction, children }: Props) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `panels-${name}`, panelIds, storage: localStorage })
  return (
    <Group
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
      className="size-full min-h-0 min-w-0"
      {...(defaultLayout ? { defaultLayout } : {})}
      onLayoutChanged={onLayoutChanged}
    >
      {children}
    </Group>
  )
}

/** The line between two panels: dragged, or moved with the arrow keys. */
export function PanelEdge({ name }: { name: string }) {
  return (
    <Separator
      aria-label={name}
      className="relative z-10 shrink-0 bg-line outline-none before:absolute before:-inset-1 data-[separator=active]:bg-now data-[separator=hover]:bg-line-strong focus-visible:bg-now aria-[orientation=horizontal]:h-px aria-[orientation=vertical]:w-px"
    />
  )
}

export function Panel(props: ComponentProps<typeof Base> & { readonly id: string }) {
  const isMaximised = useContext(Maximised) === props.id
  return <Base {...props} data-maximised={isMaximised ? '' : undefined} />
}
