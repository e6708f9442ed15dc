import type { OutboxRow as Row } from '#model/contract/outbox-contract.ts'
import { dollars } from '#model/dollars.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import type { RowActs } from './outbox-row.tsx'

/** What a person can decide about a request that goes on by nothing else, and what it may cost. */
export function RowDecisions({ row, acts }: { row: Row; acts: RowActs }) {
  const { outbox } = texts
  const price = row.againMicroUsd === null ? null : dollars(row.againMicroUsd)
  const drop = (label: string) => (
    <Button size="small" look="quiet" onClick={() => acts.decide(row.id, 'cancelled')}>
      {label}
    </Button>
  )
  if (row.state === 'refused') {
    return (
      <Buttons>
        <Button size="small" onClick={() => acts.editPrompt(row)}>
          {outbox.editPrompt}
        </Button>
        {drop(outbox.drop)}
      </Buttons>
    )
  }
  if (row.state === 'failed') {
    return (
      <>
        <Buttons>
          <Button size="small" onClick={() => acts.decide(row.id, 'again')}>
            {outbox.again}
          </Button>
          {drop(outbox.drop)}
        </Buttons>
        <Note words={outbox.againCosts(row.again, price)} />
      </>
    )
  }
  return (
    <>
      <Buttons>
        {row.canLookAgain && (
          <Button size="small" onClick={() => acts.decide(row.id, 'look')}>
            {outbox.lookAgain}
          </Button>
        )}
        <Button size="small" onClick={() => acts.decide(row.id, 'again')}>
          {outbox.wasNotSent}
        </Button>
        {drop(outbox.forget)}
      </Buttons>
      <Note words={row.again === 'free' ? '' : outbox.sentTwice(price)} />
    </>
  )
}

function Buttons({ children }: { children: React.ReactNode }) {
  return <div className="mt-1.5 flex flex-wrap gap-2">{children}</div>
}

function Note({ words }: { words: string }) {
  return words === '' ? null : <p className="mt-1 text-11 text-pretty text-faint">{words}</p>
}
