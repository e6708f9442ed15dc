import type { WordChange } from '#model/contract/treatment-contract.ts'

/** A text with what was taken out struck through, and what came in marked. */
export function WordDiff({ changes }: { changes: readonly WordChange[] }) {
  return (
    <p className="text-12 whitespace-pre-wrap text-soft">
      {changes.map(({ kind, text }, index) => {
        if (kind === 'added') {
          return (
            <ins key={index} className="rounded-small bg-ok-wash text-ok no-underline">
              {text}
            </ins>
          )
        }
        if (kind === 'removed') {
          return (
            <del key={index} className="rounded-small bg-bad-wash text-bad">
              {text}
            </del>
          )
        }
        return <span key={index}>{text}</span>
      })}
    </p>
  )
}
