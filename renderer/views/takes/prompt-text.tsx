import { diffWords } from 'diff'
import { useMemo } from 'react'

/** A prompt; with what it was before, new words are underlined and words that went are struck out. */
export function PromptText({ prompt, before }: { prompt: string; before: string | null }) {
  const parts = useMemo(() => (before === null ? [] : diffWords(before, prompt)), [before, prompt])
  if (before === null) return <p className="text-pretty text-soft select-text">{prompt}</p>
  return (
    <p className="text-pretty text-soft select-text">
      {parts.map((part, index) => {
        if (part.added) {
          return (
            <ins key={index} className="border-b border-ok text-text no-underline">
              {part.value}
            </ins>
          )
        }
        if (part.removed) {
          return (
            <del key={index} className="text-faint line-through decoration-bad">
              {part.value}
            </del>
          )
        }
        return part.value
      })}
    </p>
  )
}
