import type { ComponentProps, ReactNode } from 'react'
import { Tip } from './tip.tsx'

const LOOKS = {
  /** The one thing to do on a screen. */
  primary: 'bg-now text-on-now font-strong hover:bg-now-hover',
  plain: 'bg-control text-text font-medium inset-ring inset-ring-control-edge hover:bg-control-hover',
  /** Among many, on a bar. */
  quiet: 'text-soft font-medium hover:bg-control hover:text-text',
  /** What cannot be taken back. */
  danger: 'bg-bad-wash text-bad font-medium hover:bg-control-hover',
} as const

const SIZES = { normal: 'h-7 px-2.5 gap-1.5', small: 'h-6 px-2 gap-1 text-12', large: 'h-9 px-4.5 gap-2' } as const

type Looks = { look?: keyof typeof LOOKS; size?: keyof typeof SIZES; isOn?: boolean | undefined }

export function Button({
  look = 'plain',
  size = 'normal',
  isOn,
  className = '',
  ...rest
}: ComponentProps<'button'> & Looks) {
  const on = isOn ? 'bg-control-hover! text-now!' : ''
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={`inline-flex shrink-0 items-center justify-center rounded-control whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-45 ${SIZES[size]} ${LOOKS[look]} ${on} ${className}`}
      {...rest}
    />
  )
}

/** A button that is only a picture: its name is read out, and shown with its key when the pointer rests on it. */
export function IconButton({
  name,
  keys,
  size = 'normal',
  className = '',
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'name'> & Looks & { name: string; keys?: ReactNode; children: ReactNode }) {
  const square = size === 'small' ? 'w-6 px-0!' : 'w-7 px-0!'
  return (
    <Tip text={name} keys={keys}>
      <Button size={size} aria-label={name} className={`${square} ${className}`} {...rest}>
        {children}
      </Button>
    </Tip>
  )
}
