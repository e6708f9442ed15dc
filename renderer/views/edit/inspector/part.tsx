import type { ReactNode } from 'react'

/** A titled group of rows. */
export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1 border-b border-line py-4 last:border-b-0">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-strong">{title}</h3>
        {aside !== undefined && <span className="truncate text-12 text-soft">{aside}</span>}
      </div>
      {children}
    </section>
  )
}

/** A name, what is set, and its value. */
export function Line({ name, children, value }: { name: string; children?: ReactNode; value?: ReactNode }) {
  return (
    <div className="grid min-h-7 grid-cols-[76px_minmax(0,1fr)_auto] items-center gap-2">
      <span className="truncate text-soft">{name}</span>
      <div className="min-w-0">{children}</div>
      <span className="text-right tabular-nums">{value}</span>
    </div>
  )
}
