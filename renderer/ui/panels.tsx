import type { ReactNode } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'

/** Panels beside or over each other whose edges can be dragged; their sizes are remembered under `name`. */
export function Panels({
  name,
  panelIds,
  direction,
  children,
}: {
  name: string
  panelIds: string[]
  direction: 'row' | 'column'
  children: ReactNode
}) {
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

export { Panel }
