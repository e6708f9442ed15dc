import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

/** A word over a control while the pointer rests on it or it has the focus. The control needs its own name all the same. */
export function Tip({ text, keys, children }: { text: string; keys?: ReactNode; children: ReactElement }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children as ReactElement<Record<string, unknown>>} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="z-50">
          <Tooltip.Popup className="flex items-center gap-2 rounded-control bg-control px-2 py-1 text-12 text-text shadow-float inset-ring inset-ring-line-strong">
            {text}
            {keys}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
