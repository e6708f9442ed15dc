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

/** The rows of a list that is coming, as many as there is room for. */
export function SkeletonRows() {
  return (
    <div aria-hidden="true" className="min-h-0 grow overflow-hidden">
      {Array.from({ length: 40 }, (_, index) => (
        <div key={index} className="flex h-10 items-center gap-4 border-b border-line px-4">
          <Skeleton className="h-3 w-6" />
          <Skeleton className={`h-3 ${index % 3 === 1 ? 'w-2/5' : 'w-1/2'}`} />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  )
}

/** The bar of a workspace that is being opened. */
export function SkeletonBar() {
  return (
    <div aria-hidden="true" className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4">
      <Skeleton className="h-3.5 w-36" />
      <Skeleton className="h-3.5 w-20" />
      <Skeleton className="ml-auto h-3.5 w-28" />
    </div>
  )
}

/** A workspace that is being opened, laid out as it will be; where that is not known, a bar and one area. */
export function Opening({ label, children }: { label: string; children?: ReactNode }) {
  return (
    <div role="status" aria-busy="true" className="flex size-full flex-col">
      <span className="sr-only">{label}</span>
      {children ?? (
        <>
          <SkeletonBar />
          <div className="min-h-0 grow p-4">
            <Skeleton className="size-full" />
          </div>
        </>
      )}
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
