import type { ReactNode } from 'react'

/** One part of what the inspector tells, under its title. */
export function InspectorSection({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="border-b border-line px-4 py-4 last:border-b-0">
      <h3 className="mb-2 flex h-5 items-center gap-2">
        <span className="grow font-strong">{title}</span>
        {aside}
      </h3>
      {children}
    </section>
  )
}
