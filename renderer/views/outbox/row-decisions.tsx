import { useState, type ReactNode } from 'react'
import type { OutboxRow as Row } from '#model/contract/outbox-contract.ts'
import { dollars } from '#model/dollars.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { JobIdDialog } from './job-id-dialog.tsx'
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
  return <Unsure row={row} acts={acts} price={price} leave={drop(outbox.forget)} />
}

/** Whether it was sent nobody knows: what a person may have found out. */
function Unsure({ row, acts, price, leave }: { row: Row; acts: RowActs; price: string | null; leave: ReactNode }) {
  const { outbox } = texts
  const [isNaming, setNaming] = useState(false)
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
        <Button size="small" onClick={() => setNaming(true)}>
          {outbox.wasSent}
        </Button>
        {leave}
      </Buttons>
      <Note words={row.again === 'free' ? '' : outbox.sentTwice(price)} />
      {isNaming && <JobIdDialog row={row} close={() => setNaming(false)} />}
    </>
  )
}

function Buttons({ children }: { children: ReactNode }) {
  return <div className="mt-1.5 flex flex-wrap gap-2">{children}</div>
}

function Note({ words }: { words: string }) {
  return words === '' ? null : <p className="mt-1 text-11 text-pretty text-faint">{words}</p>
}
