import type { ReactNode } from 'react'

/** How something stands that concerns more than one request, and what can be done about it. */
export function Banner({
  icon,
  title,
  body,
  wash,
  isShort = false,
  children,
}: {
  icon: ReactNode
  title: string
  body: string
  wash: string
  /** One of several: a line each for what is so, and what to do. */
  isShort?: boolean
  children?: ReactNode
}) {
  return (
    <div role="status" className={`flex shrink-0 items-start gap-3 px-4 ${isShort ? 'py-2' : 'py-3'} ${wash}`}>
      {icon}
      <div className="min-w-0 grow">
        <p className={`font-strong ${isShort ? 'truncate' : ''}`}>{title}</p>
        <p className={`text-12 text-soft ${isShort ? 'truncate' : 'text-pretty'}`} title={isShort ? body : undefined}>
          {body}
        </p>
      </div>
      {children}
    </div>
  )
}
