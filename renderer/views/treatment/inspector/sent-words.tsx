import { TriangleAlert } from 'lucide-react'
import type { PromptOrigin } from '#model/prompt/origins.ts'
import type { PromptSpan } from '#model/prompt/prompt-writer.ts'
import type { ModelReading, SentPiece } from '#model/prompt/what-is-sent.ts'
import { texts } from '../../../texts.ts'
import { SMALL_ICON } from '../../../ui/icon.ts'
import { PromptProblems } from './prompt-problems.tsx'
import type { SentNow } from './use-sent.ts'

/** A look for each place words come from; the legend below names them. */
const LOOKS: Readonly<Record<PromptOrigin, string>> = {
  shot: 'text-text',
  camera: 'text-info',
  'passage-in': 'text-info underline decoration-dotted underline-offset-3',
  'passage-out': 'text-info underline decoration-dashed underline-offset-3',
  'film-look': 'text-ok',
  'section-look': 'text-warn',
  'shot-look': 'text-text underline decoration-dotted underline-offset-3',
  'film-counter': 'text-bad',
  'section-counter': 'text-bad underline decoration-dotted underline-offset-3',
  'shot-counter': 'text-bad underline decoration-dashed underline-offset-3',
  template: 'text-faint',
}

/** What a model is sent in its order, marked by where it comes from, counted as its service counts. */
export function SentWords({ now, reading }: { now: SentNow; reading: ModelReading }) {
  const { pieces } = now.sent
  const origins = new Set(pieces.flatMap(({ spans }) => spans.map(({ origin }) => origin)))
  return (
    <div className="flex flex-col gap-2.5 text-12 leading-5">
      {pieces.length === 0 && <p className="text-faint">{texts.treatment.nothingSent}</p>}
      {pieces.map(piece => (
        <Piece key={piece.name} piece={piece} now={now} reading={reading} />
      ))}
      <PromptProblems now={now} />
      {origins.size > 0 && (
        <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
          {[...origins].map(origin => (
            <li key={origin} className={LOOKS[origin]}>
              {texts.treatment.origins[origin]}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Piece({ piece, now, reading }: { piece: SentPiece; now: SentNow; reading: ModelReading }) {
  const { name, text, spans, length, most } = piece
  const end = fittingEndOf(piece, now)
  const isTooLong = end !== null
  return (
    <div>
      <p className="flex items-center justify-between gap-2 text-soft">
        <span>{texts.treatment.pieces[name]}</span>
        <span
          className={`flex items-center gap-1 tabular-nums ${isTooLong ? 'font-strong text-bad' : ''}`}
          data-length={name}
        >
          {isTooLong && <TriangleAlert {...SMALL_ICON} />}
          {texts.treatment.lengthSaid(length, most, texts.treatment.units[reading.countsIn])}
        </span>
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap" data-piece={name}>
        {spans.flatMap(span => [
          <Words key={span.start} span={span} text={text.slice(span.start, Math.min(span.end, end ?? span.end))} />,
          end !== null && span.end > end && (
            <mark key={`${span.start} beyond`} className="bg-bad-wash">
              <Words span={span} text={text.slice(Math.max(span.start, end), span.end)} />
            </mark>
          ),
        ])}
      </p>
    </div>
  )
}

function fittingEndOf({ name }: SentPiece, { sent: { problems } }: SentNow): number | null {
  const wanted = name === 'negative' ? 'negative' : 'prompt'
  const found = problems.find(problem => problem.kind === 'too-long' && problem.text === wanted)
  return found?.kind === 'too-long' ? found.fittingEnd : null
}

function Words({ span: { origin, variable }, text }: { span: PromptSpan; text: string }) {
  const from = texts.treatment.origins[origin]
  return (
    <span
      className={`${LOOKS[origin]} ${variable === null ? '' : 'rounded-small bg-control'}`}
      title={variable === null ? from : texts.treatment.fromVariable(variable, from)}
    >
      {text}
    </span>
  )
}
