import { useEffect, useState } from 'react'
import type { Edit } from '#model/edit/apply.ts'
import type { ItemId } from '#model/ids.ts'
import { useCut } from '../../../editor/cut-context.tsx'
import { Slider } from '../../../ui/slider.tsx'
import { useGesture } from '../use-gesture.ts'

type Props = {
  readonly name: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** What moving it is called in the history. */
  readonly gesture: string
  readonly itemId: ItemId
  /** What a value does to the clip, from the one where the hand took it. */
  readonly edits: (value: number, from: number) => readonly Edit[]
  readonly say: (value: number) => string
}

/**
 * A slider over what is under it: while it moves the cut shows what it would do, counted from where it began; let go it is one gesture,
 * and so are steps by keys that follow each other.
 */
export function LiveSlider({ name, value, step = 1, gesture, itemId, edits, ...rest }: Props) {
  const { editor } = useCut()
  const commit = useGesture()
  const [moving, setMoving] = useState<{ from: number; to: number } | null>(null)
  const isMoving = moving !== null
  // The clip may go while it is held.
  useEffect(() => (isMoving ? () => editor.bail() : undefined), [editor, isMoving])
  return (
    <Slider
      {...rest}
      name={name}
      step={step}
      value={moving?.to ?? value}
      change={to => {
        const from = moving?.from ?? value
        setMoving({ from, to })
        editor.preview(edits(to, from))
      }}
      settle={to => {
        commit(gesture, edits(to, moving?.from ?? value), `${gesture} ${name} ${itemId}`)
        setMoving(null)
      }}
    />
  )
}
