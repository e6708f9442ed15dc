import type { ReactNode } from 'react'
import { texts } from '../../texts.ts'

type Props = {
  readonly name: string
  readonly icon: ReactNode
  readonly isChosen: boolean
  readonly choose: (isRange: boolean) => void
}

/** The sign of a request that waits; under the pointer, with the focus, or once it is chosen, a box to choose it with. */
export function RowChoice({ name, icon, isChosen, choose }: Props) {
  return (
    <span className="relative -mx-1 -mt-0.5 flex size-6 shrink-0 items-center justify-center">
      <span className={isChosen ? 'invisible' : 'group-hover:invisible group-has-[input:focus-visible]:invisible'}>
        {icon}
      </span>
      <input
        type="checkbox"
        aria-label={texts.outbox.choose(name)}
        checked={isChosen}
        // The change itself does not say whether Shift was held.
        onChange={() => {}}
        onClick={event => choose(event.shiftKey)}
        className={`absolute inset-0 m-1 size-4 accent-now group-hover:opacity-100 focus-visible:opacity-100 ${isChosen ? '' : 'opacity-0'}`}
      />
    </span>
  )
}
