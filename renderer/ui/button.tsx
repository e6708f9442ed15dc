import type { ComponentProps } from 'react'

const LOOKS = {
  /** The one thing to do on a screen. */
  primary: 'bg-now text-on-now font-strong hover:bg-now-hover',
  plain: 'bg-control text-text font-medium inset-ring inset-ring-control-edge hover:bg-control-hover',
} as const

export function Button({
  look = 'plain',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: keyof typeof LOOKS }) {
  return (
    <button
      type="button"
      className={`inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-control px-2.5 whitespace-nowrap transition-colors ${LOOKS[look]} ${className}`}
      {...rest}
    />
  )
}
