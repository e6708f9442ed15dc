import { X } from 'lucide-react'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'

type Props = {
  readonly count: number
  readonly prioritise: (isFirst: boolean) => void
  readonly drop: () => void
  readonly clear: () => void
}

/** What can be done with all requests that are chosen. */
export function ChosenBar({ count, prioritise, drop, clear }: Props) {
  const { outbox } = texts
  return (
    <div
      role="toolbar"
      aria-label={outbox.chosenBar}
      className="flex h-11 shrink-0 items-center gap-2 border-t border-line bg-raised pr-2 pl-4"
    >
      <span className="grow text-12">{outbox.chosen(count)}</span>
      <Button size="small" onClick={() => prioritise(true)}>
        {outbox.sendFirst}
      </Button>
      <Button size="small" look="quiet" onClick={() => prioritise(false)}>
        {outbox.inTheirTurn}
      </Button>
      <Button size="small" look="quiet" onClick={drop}>
        {outbox.drop}
      </Button>
      <IconButton name={outbox.chooseNone} look="quiet" size="small" onClick={clear}>
        <X {...ICON} size={14} />
      </IconButton>
    </div>
  )
}
