import { ContextMenu as BaseContext } from '@base-ui/react/context-menu'
import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { ICON } from './icon.ts'

export type MenuEntry =
  | {
      readonly label: string
      readonly run: () => void
      readonly icon?: ReactNode
      readonly keys?: ReactNode
      readonly isDisabled?: boolean
      readonly isOn?: boolean
      readonly isDanger?: boolean
    }
  | 'line'

const POPUP =
  'z-50 min-w-48 rounded-card bg-panel py-1 shadow-float inset-ring inset-ring-line-strong outline-none max-h-(--available-height) overflow-auto'
const ITEM =
  'flex h-7 items-center gap-2 px-3 text-13 text-text outline-none data-highlighted:bg-control data-disabled:opacity-45'

/** A menu that opens from a button. */
export function Menu({ trigger, entries }: { trigger: ReactElement; entries: readonly MenuEntry[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger as ReactElement<Record<string, unknown>>} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50">
          <Base.Popup className={POPUP}>
            {entries.map((entry, index) =>
              entry === 'line' ? (
                <Base.Separator key={index} className="my-1 h-px bg-line" />
              ) : (
                <Base.Item
                  key={index}
                  className={`${ITEM} ${entry.isDanger ? 'text-bad' : ''}`}
                  disabled={entry.isDisabled ?? false}
                  onClick={entry.run}
                >
                  <Entry {...entry} />
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** The same over an area, with the other mouse button or the menu key. */
export function ContextMenu({ entries, children }: { entries: readonly MenuEntry[]; children: ReactElement }) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={children as ReactElement<Record<string, unknown>>} />
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-50">
          <BaseContext.Popup className={POPUP}>
            {entries.map((entry, index) =>
              entry === 'line' ? (
                <BaseContext.Separator key={index} className="my-1 h-px bg-line" />
              ) : (
                <BaseContext.Item
                  key={index}
                  className={`${ITEM} ${entry.isDanger ? 'text-bad' : ''}`}
                  disabled={entry.isDisabled ?? false}
                  onClick={entry.run}
                >
                  <Entry {...entry} />
                </BaseContext.Item>
              ),
            )}
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  )
}

function Entry({ label, icon, keys, isOn }: Exclude<MenuEntry, 'line'>) {
  return (
    <>
      {icon}
      <span className="grow truncate">{label}</span>
      {isOn && <Check {...ICON} />}
      {keys}
    </>
  )
}
