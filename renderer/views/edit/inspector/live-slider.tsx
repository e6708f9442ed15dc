import { useState } from 'react'
import { Slider } from '../../../ui/slider.tsx'

type Props = {
  readonly name: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** Shows what it would do. */
  readonly preview: (value: number, from: number) => void
  /** Does it, as one gesture. */
  readonly commit: (value: number, from: number) => void
  readonly say: (value: number) => string
}

/** A slider over what is under it: while it moves it stands where the hand has it, and counts from where it began. */
export function LiveSlider({ value, preview, commit, step = 1, ...rest }: Props) {
  const [moving, setMoving] = useState<{ from: number; to: number } | null>(null)
  return (
    <Slider
      {...rest}
      step={step}
      value={moving?.to ?? value}
      change={to => {
        const from = moving?.from ?? value
        setMoving({ from, to })
        preview(to, from)
      }}
      settle={to => {
        commit(to, moving?.from ?? value)
        setMoving(null)
      }}
    />
  )
}
