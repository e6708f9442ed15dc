import { ArrowDownToLine, ArrowUpFromLine, Link2 } from 'lucide-react'
import type { Binding } from '#model/seam/binding.ts'
import { texts } from '../../texts.ts'
import { useSeams } from './use-seams.ts'

const SIGNS = { 'handed-on': ArrowDownToLine, 'handed-back': ArrowUpFromLine, bridge: Link2 } as const

/** How a shot is bound to the one before it, beside its number; nothing where that is open. */
export function SeamMark({ shotId, number }: { shotId: string; number: number }) {
  const binding: Binding = useSeams().find(seam => seam.toShotId === shotId)?.binding ?? 'open'
  if (binding === 'open') return null
  const Sign = SIGNS[binding]
  const said = texts.seamBindings.mark(binding, number)
  return (
    <span title={said} className="absolute top-1 left-1 text-now">
      <Sign size={11} strokeWidth={2} role="img" aria-label={said} />
    </span>
  )
}
