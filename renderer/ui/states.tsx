import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { failureSentence } from '../client/failure.ts'
import { texts } from '../texts.ts'
import { Button } from './button.tsx'

/** What goes here, and the one next step. */
export function Empty({
  icon,
  title,
  body,
  children,
}: {
  icon?: ReactNode
  title: ReactNode
  body?: ReactNode
  children?: ReactNode
}) {
  return (
    <section className="m-auto flex max-w-120 flex-col items-center px-6 py-10 text-center">
      {icon !== undefined && <div className="mb-4 text-faint">{icon}</div>}
      <h2 className="text-18 font-strong tracking-tight text-balance">{title}</h2>
      {body !== undefined && <p className="mt-2 text-pretty text-soft">{body}</p>}
      {children !== undefined && <div className="mt-5 flex items-center gap-2">{children}</div>}
    </section>
  )
}

/** What happened instead of what should stand here, and what to do. */
export function Failed({ error, retry, children }: { error: unknown; retry?: () => void; children?: ReactNode }) {
  return (
    <section
      role="alert"
      className="m-auto flex h-full max-w-120 flex-col items-center justify-center px-6 py-10 text-center"
    >
      <CircleAlert size={28} strokeWidth={1.6} className="text-bad" aria-hidden="true" />
      <p className="mt-3 text-15 text-balance">{failureSentence(error)}</p>
      <div className="mt-5 flex items-center gap-2">
        {retry && (
          <Button look="primary" onClick={retry}>
            {texts.ui.retry}
          </Button>
        )}
        {children}
      </div>
    </section>
  )
}

/** Stands where something will stand in a moment, of its size. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <div aria-hidden="true" className={`animate-pulse rounded-small bg-raised ${className}`} />
}

/** A whole area that is being opened. */
export function Opening({ label }: { label: string }) {
  return (
    <div role="status" aria-busy="true" className="flex size-full flex-col gap-3 p-4">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-10 w-full" />
      <Skeleton className="min-h-0 w-full grow" />
    </div>
  )
}

/** How far something is, 0..1; unknown when null. */
export function ProgressBar({
  label,
  value,
  className = '',
}: {
  label: string
  value: number | null
  className?: string
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(100 * value)}
      className={`h-1 overflow-hidden rounded-full bg-track ${className}`}
    >
      <div
        className={`h-full rounded-full bg-soft ${value === null ? 'w-1/3 animate-pulse' : ''}`}
        style={value === null ? undefined : { width: `${100 * value}%` }}
      />
    </div>
  )
}
