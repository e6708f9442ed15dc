import { useQuery } from '@tanstack/react-query'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { Cell, Head, NamedTable, NoRows } from './table-parts.tsx'

const words = texts.money

/** What each day cost with each service, as bars of one scale. */
export function DaySpendTable({ projectId }: { projectId: string | null }) {
  const { data, error, refetch } = useQuery(useQueries().money.days.queryOptions({ input: { projectId } }))
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Skeleton className="h-20 w-full" />
  if (data.length === 0) return <NoRows name={words.days}>{words.noDays}</NoRows>
  const most = Math.max(1, ...data.map(({ microUsd }) => microUsd))
  const heads = (
    <>
      <Head>{words.day}</Head>
      <Head>{words.service}</Head>
      <Head isRight>{words.takes}</Head>
      <th aria-hidden="true" />
      <Head isRight>{words.amount}</Head>
    </>
  )
  return (
    <NamedTable name={words.days} heads={heads}>
      {data.map(({ day, service, takes, microUsd }, index) => (
        <tr key={`${day} ${service}`} className="border-b border-line">
          <Cell className="w-28 whitespace-nowrap">{data[index - 1]?.day === day ? '' : dayText(day)}</Cell>
          <Cell className="w-40 truncate">{service}</Cell>
          <Cell isRight className="w-14">
            {takes}
          </Cell>
          <td aria-hidden="true" className="px-3">
            <span className="block h-2 rounded-small bg-info" style={{ width: `${(microUsd / most) * 100}%` }} />
          </td>
          <Cell isRight className="w-24">
            {dollars(microUsd)}
          </Cell>
        </tr>
      ))}
    </NamedTable>
  )
}

/** `Fri 27 Nov 2026`. */
function dayText(day: string): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${day}T00:00:00Z`)).replace(',', '')
}
