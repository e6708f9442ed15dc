import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { part } from '../../ui/part.tsx'
import type { AskableShots, Which } from '../asking/use-asking.ts'

const AskSheet = part(async () => (await import('../asking/ask-sheet.tsx')).AskSheet)

/** Which shots takes could be made for. */
export type MakeChoices = AskableShots & {
  /** How many have none, and none on the way. */
  readonly without: number
}

/** The one primary button of Takes: opens the sheet with how many takes, for which shots, by whom, at what price. */
export function MakeTakes({
  choices,
  first,
  open,
  close,
}: {
  choices: MakeChoices
  /** What the open sheet begins with; null while it is closed. */
  first: Which | null
  open: () => void
  close: () => void
}) {
  const { without, all } = choices
  return (
    <>
      <Button look={without > 0 ? 'primary' : 'plain'} disabled={all.length === 0} onClick={open}>
        {without > 0 ? texts.takes.makeFor(without) : texts.takes.make}
      </Button>
      {first !== null && <AskSheet shots={choices} first={first} close={close} />}
    </>
  )
}
