import { useQuery } from '@tanstack/react-query'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'

/** What became of the takes that each look word was asked for with. */
export function WordRecords() {
  const { id: projectId } = useProject()
  const { data } = useQuery(useQueries().treatment.wordRecords.queryOptions({ input: { projectId } }))
  if (!data) return null
  if (data.length === 0) return <p className="text-soft">{texts.treatment.wordsNone}</p>
  return (
    <table className="w-full border-separate border-spacing-0 rounded-card bg-panel text-12 inset-ring inset-ring-line">
      <thead className="text-left text-soft">
        <tr>
          {texts.treatment.wordColumns.map((column, index) => (
            <th key={column} scope="col" className={`h-7 px-3 font-body ${index === 0 ? '' : 'text-right'}`}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.map(({ word, asks, judged, kept, reasons, isEnough }) => (
          <tr key={word}>
            <th scope="row" className="h-7 border-t border-line px-3 text-left font-medium">
              {word}
              {reasons.length > 0 && (
                <span className="ml-2 font-body text-soft">
                  {reasons
                    .map(({ reason, count }) => texts.treatment.wordReason(texts.takes.reasons[reason], count))
                    .join(', ')}
                </span>
              )}
            </th>
            <td className="border-t border-line px-3 text-right tabular-nums">{asks.toLocaleString('en')}</td>
            <td className="border-t border-line px-3 text-right tabular-nums">
              {texts.treatment.wordKept(kept, judged)}
            </td>
            <td
              className={`border-t border-line px-3 text-right tabular-nums ${isEnough ? 'font-strong' : 'text-soft'}`}
            >
              {isEnough ? texts.treatment.wordShare(kept, judged) : texts.treatment.wordTooFew}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
