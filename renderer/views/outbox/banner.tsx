import type { ReactNode } from 'react'

/** How something stands that concerns more than one request, and what can be done about it. */
export function Banner({
  icon,
  title,
  body,
  wash,
  children,
}: {
  icon: ReactNode
  title: string
  body: string
  wash: string
  children?: ReactNode
}) {
  return (
    <div role="status" className={`flex shrink-0 items-start gap-3 px-4 py-3 ${wash}`}>
      {icon}
      <div className="min-w-0 grow">
        <p className="font-strong">{title}</p>
        <p className="text-12 text-pretty text-soft">{body}</p>
      </div>
      {children}
    </div>
  )
}
