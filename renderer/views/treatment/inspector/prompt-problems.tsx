import { TriangleAlert } from 'lucide-react'
import { assertNever } from '#model/assert-never.ts'
import { isUnclear, type PromptProblem } from '#model/prompt/compose.ts'
import type { PartOrigin } from '#model/prompt/origins.ts'
import type { PromptParts } from '#model/prompt/said.ts'
import { MOST_VARIATIONS } from '#model/prompt/variations.ts'
import { texts } from '../../../texts.ts'
import { SMALL_ICON } from '../../../ui/icon.ts'
import type { SentNow } from './use-sent.ts'

/** How much of a text is shown where something in it is wrong. */
const EXCERPT_LENGTH = 24

/** What should be known before this is sent: what is too long, what does not resolve and where, what is left out. */
export function PromptProblems({ now: { parts, sent, all, labels, count } }: { now: SentNow }) {
  const sentences = sent.problems.flatMap(problem => sentencesOf(problem, parts))
  const notSent = sent.problems.filter(problem => problem.kind === 'not-sent')
  if (notSent.length > 0) {
    const origins = notSent.map(({ origin }) => texts.treatment.origins[origin])
    sentences.push(texts.treatment.notSent(origins, notSent[0]!.sentence))
  }
  const unclear = labels.filter((_, index) => all[index]!.problems.some(isUnclear))
  // Where the one that is shown has no fault, it says in which there is one.
  if (unclear.length > 0 && !sent.problems.some(isUnclear)) sentences.push(texts.treatment.variationsUnclear(unclear))
  if (count > MOST_VARIATIONS) sentences.unshift(texts.treatment.variationsTooMany(count, MOST_VARIATIONS))
  if (sentences.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-warn">
      {[...new Set(sentences)].map(sentence => (
        <li key={sentence} className="flex gap-1.5">
          <TriangleAlert {...SMALL_ICON} className="mt-1 shrink-0" />
          <span className="wrap-anywhere">{sentence}</span>
        </li>
      ))}
    </ul>
  )
}

/** Nothing of what the text above says by itself, or is told once for all. */
function sentencesOf(problem: PromptProblem, parts: PromptParts): string[] {
  switch (problem.kind) {
    case 'too-long': {
      const without = problem.fitsWithout.map(origin => texts.treatment.origins[origin])
      return [texts.treatment.tooLong(problem.sentence, without)]
    }
    case 'variable': {
      const { start, end, within, sentence } = problem.problem
      const text = textOf(problem.origin, parts)
      const words = text.slice(start, end - start > 1 ? end : start + EXCERPT_LENGTH)
      return [`${texts.treatment.placeOf(texts.treatment.origins[problem.origin], words, within)} ${sentence}`]
    }
    case 'template':
      return [`${texts.treatment.origins.template}: ${problem.problem.sentence}`]
    case 'empty':
    case 'not-sent':
      return []
    default:
      return assertNever(problem)
  }
}

/** The part of a shot's words as it is written. */
function textOf(origin: PartOrigin, { prompt, camera, passageIn, passageOut, look }: PromptParts): string {
  const written: Readonly<Record<PartOrigin, string>> = {
    shot: prompt,
    camera,
    'passage-in': passageIn,
    'passage-out': passageOut,
    'film-look': look.film.style,
    'section-look': look.section.style,
    'shot-look': look.shot.style,
    'film-counter': look.film.negative,
    'section-counter': look.section.negative,
    'shot-counter': look.shot.negative,
  }
  return written[origin]
}
