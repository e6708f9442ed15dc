import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'

/** A text as it is now, with what was taken out of it struck through, and what came in marked. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const runs = useMemo(() => diffWordsWithSpace(before, after), [before, after])
  return (
    <p className="text-12 whitespace-pre-wrap text-soft">
      {runs.map(({ added, removed, value }, index) => {
        if (added) {
          return (
            <ins key={index} className="rounded-small bg-ok-wash px-0.5 text-ok no-underline">
              {value}
            </ins>
          )
        }
        if (removed) {
          return (
            <del key={index} className="rounded-small bg-bad-wash px-0.5 text-bad">
              {value}
            </del>
          )
        }
        return <span key={index}>{value}</span>
      })}
    </p>
  )
}
