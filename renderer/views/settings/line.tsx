import type { ReactNode } from 'react'

/** Lines that belong together, under their name. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 text-12 font-strong text-faint">{title}</h3>
      <div className="flex flex-col gap-px overflow-hidden rounded-card">{children}</div>
    </section>
  )
}

/** One thing that stands so, with what can be done about it. */
export function Line({ label, hint, children }: { label: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center gap-4 bg-raised py-2 pr-2.5 pl-3.5">
      <div className="min-w-0 grow">
        <div className="truncate">{label}</div>
        {hint !== undefined && <div className="truncate text-12 text-soft">{hint}</div>}
      </div>
      {children}
    </div>
  )
}
