import { X } from 'lucide-react'
import type { ReactNode } from 'react'

/** One of several ways to look at a list; on or off. */
export function FilterChip({
  label,
  count,
  isOn,
  toggle,
}: {
  label: ReactNode
  count?: number
  isOn: boolean
  toggle: () => void
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={toggle}
      className={`inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-12 whitespace-nowrap ${isOn ? 'bg-chosen text-on-chosen' : 'text-soft inset-ring inset-ring-line-strong hover:bg-raised'}`}
    >
      {label}
      {count !== undefined && <span className={isOn ? 'opacity-80' : 'text-faint'}>{count}</span>}
    </button>
  )
}

/** A word that can be taken away again. */
export function WordChip({
  label,
  removeName,
  remove,
  isNegative = false,
}: {
  label: string
  removeName: string
  remove: () => void
  isNegative?: boolean
}) {
  return (
    <span
      className={`group inline-flex h-6 shrink-0 items-center gap-1 rounded-full pr-1 pl-2.5 text-12 whitespace-nowrap ${isNegative ? 'text-soft inset-ring inset-ring-line-strong' : 'bg-control text-text inset-ring inset-ring-control-edge'}`}
    >
      {isNegative && <span aria-hidden="true">−</span>}
      {label}
      <button
        type="button"
        aria-label={removeName}
        onClick={remove}
        className="flex size-4.5 items-center justify-center rounded-full text-faint hover:bg-control-hover hover:text-text"
      >
        <X size={11} strokeWidth={2} aria-hidden="true" />
      </button>
    </span>
  )
}

/** A small plate on a picture. */
export function Plate({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={`inline-flex h-4.5 items-center gap-1 rounded-small bg-plate px-1.5 text-11 whitespace-nowrap text-on-plate ${className}`}
    >
      {children}
    </span>
  )
}
