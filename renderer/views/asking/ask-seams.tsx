import type { AskPrice } from '#model/contract/ask-price.ts'
import { Link2 } from 'lucide-react'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import type { Asking } from './use-asking.ts'

const words = texts.seamBindings

/** How many takes are asked for with a bound seam, which wait for it, and the choice to ask without. */
export function AskSeams({ price, asking }: { price: AskPrice; asking: Asking }) {
  const { boundTakes, waitingTakes, ledTakes } = price
  const { isOpen, setOpen } = asking
  if (boundTakes === 0) return null
  return (
    <section className="flex flex-col gap-1">
      <p className={`flex gap-2 text-pretty ${isOpen ? 'text-faint' : ''}`}>
        <Link2 {...ICON} className="mt-0.5 shrink-0" />
        {words.inAsk(boundTakes, waitingTakes)}
        {ledTakes > 0 && ` ${words.goOn(ledTakes, boundTakes)}`}
      </p>
      <label className="flex min-h-7 items-center gap-2">
        <input
          type="checkbox"
          checked={isOpen}
          onChange={({ target }) => setOpen(target.checked)}
          className="size-3.5 accent-now"
        />
        {words.askOpen}
      </label>
    </section>
  )
}
