import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LEDGER_PAGE, type LedgerRow } from '#model/contract/money-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { dollars } from '#model/dollars.ts'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { Cell, Head, NamedTable, NoRows } from './table-parts.tsx'

const words = texts.money

/** Every create call that left this computer, the newest first, a page at a time. */
export function LedgerTable({ projectId }: { projectId: string | null }) {
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useQuery({
    ...useQueries().money.ledger.queryOptions({ input: { projectId, offset, limit: LEDGER_PAGE } }),
    placeholderData: keepPreviousData,
  })
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Skeleton className="h-40 w-full" />
  const { rows, total } = data
  if (total === 0) return <NoRows name={words.ledger}>{words.noLedger}</NoRows>
  const heads = (
    <>
      <Head>{words.when}</Head>
      {projectId === null && <Head>{words.project}</Head>}
      <Head>{words.what}</Head>
      <Head>{words.model}</Head>
      <Head>{words.service}</Head>
      <Head>{words.outcome}</Head>
      <Head isRight>{words.estimate}</Head>
      <Head isRight>{words.actual}</Head>
    </>
  )
  return (
    <div className="flex flex-col gap-2">
      <NamedTable name={words.ledger} heads={heads}>
        {rows.map(row => (
          <Line key={row.id} row={row} hasProject={projectId === null} />
        ))}
      </NamedTable>
      {total > LEDGER_PAGE && (
        <div className="flex items-center gap-2 text-12 text-soft">
          <span className="grow">{words.pageOf(offset + 1, offset + rows.length, total)}</span>
          <Button size="small" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - LEDGER_PAGE))}>
            {words.newer}
          </Button>
          <Button size="small" disabled={offset + LEDGER_PAGE >= total} onClick={() => setOffset(offset + LEDGER_PAGE)}>
            {words.older}
          </Button>
        </div>
      )}
    </div>
  )
}

function Line({ row, hasProject }: { row: LedgerRow; hasProject: boolean }) {
  const outcome = words.outcomes[row.outcome]
  return (
    <tr className="border-b border-line">
      <Cell className="whitespace-nowrap">{timeText(row.sentAtMs)}</Cell>
      {hasProject && <Cell>{row.projectTitle}</Cell>}
      <Cell className="whitespace-nowrap">{words.shotTake(row.shotNumber, row.takeNumber)}</Cell>
      <Cell>{row.model}</Cell>
      <Cell>{row.service}</Cell>
      <Cell>{row.attempt > 1 ? `${outcome}, ${words.attempt(row.attempt)}` : outcome}</Cell>
      <Cell isRight>{row.estimateMicroUsd === null ? words.unknown : dollars(row.estimateMicroUsd)}</Cell>
      <Cell isRight>{row.actualMicroUsd === null ? words.notSaid : dollars(row.actualMicroUsd)}</Cell>
    </tr>
  )
}

function timeText(atMs: number): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(atMs)
}
