import { TriangleAlert } from 'lucide-react'
import type { AskPrice } from '#model/contract/ask-price.ts'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { ICON } from '../../ui/icon.ts'
import { CapField } from '../money/cap-field.tsx'

const words = texts.asking

/** What the project's cap leaves of this, and where it is set. */
export function AskCap({
  price,
  projectId,
}: {
  price: Pick<AskPrice, 'money' | 'takes' | 'heldTakes' | 'microUsd' | 'unpricedTakes'>
  projectId: string
}) {
  const { capMicroUsd, spentMicroUsd, reservedMicroUsd } = price.money
  const { takes, heldTakes, microUsd, unpricedTakes } = price
  return (
    <section className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
      <div className="min-w-60 grow basis-0 pt-1">
        {capMicroUsd === null ? (
          <Warning title={words.noCap} body={words.noCapBody} />
        ) : heldTakes > 0 ? (
          <Warning title={words.held(heldTakes, takes)} />
        ) : (
          <p className="text-pretty text-soft">
            {words[unpricedTakes > 0 ? 'leftBeforeBill' : 'left'](
              dollars(capMicroUsd, 'short'),
              dollars(capMicroUsd - spentMicroUsd - reservedMicroUsd - microUsd),
            )}
          </p>
        )}
      </div>
      <CapField projectId={projectId} capMicroUsd={capMicroUsd} />
    </section>
  )
}

function Warning({ title, body }: { title: string; body?: string }) {
  return (
    <div role="status" className="flex gap-2">
      <TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-warn" />
      <div>
        <p className="font-medium text-pretty">{title}</p>
        {body !== undefined && <p className="text-12 text-pretty text-soft">{body}</p>}
      </div>
    </div>
  )
}
