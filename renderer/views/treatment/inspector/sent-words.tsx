import type { SentWords as Sent, WordOrigin } from '#model/contract/treatment-contract.ts'
import { texts } from '../../../texts.ts'

/** A colour for each place words come from; the legend below names them. */
const COLOURS: Readonly<Record<WordOrigin, { readonly text: string; readonly mark: string }>> = {
  shot: { text: 'text-text', mark: 'bg-text' },
  camera: { text: 'text-info', mark: 'bg-info' },
  'film-look': { text: 'text-ok', mark: 'bg-ok' },
  'section-look': { text: 'text-warn', mark: 'bg-warn' },
  'shot-look': {
    text: 'text-text underline decoration-dotted underline-offset-3',
    mark: 'inset-ring inset-ring-text',
  },
}

/** What stands between a part and the next. */
export function separatorAfter(text: string): string {
  return /[.!?,]$/.test(text) ? ' ' : ', '
}

/** The words of a request in their order, coloured by where they come from. */
export function SentWords({ sent, hasPassage }: { sent: Sent; hasPassage: boolean }) {
  const { parts, negative, isNegativeSent } = sent
  const origins = [...new Set([...parts, ...(isNegativeSent ? negative : [])].map(({ origin }) => origin))]
  return (
    <div className="flex flex-col gap-2.5 text-12 leading-5">
      {parts.length === 0 ? (
        <p className="text-faint">{texts.treatment.nothingSent}</p>
      ) : (
        <p>
          {parts.map(({ origin, text }, index) => (
            <span key={origin} className={COLOURS[origin].text}>
              {text}
              {index < parts.length - 1 && separatorAfter(text)}
            </span>
          ))}
        </p>
      )}
      {negative.length > 0 && (
        <p className={isNegativeSent ? '' : 'text-soft'}>
          <span className="text-soft">{texts.treatment.neverSent} </span>
          <span className={isNegativeSent ? '' : 'line-through'}>{negative.map(({ text }) => text).join(', ')}</span>
          {!isNegativeSent && <span className="block text-soft">{texts.treatment.neverUnread}</span>}
        </p>
      )}
      {origins.length > 0 && (
        <ul className="flex flex-col gap-0.5 text-soft">
          {origins.map(origin => (
            <li key={origin} className="flex items-center gap-2">
              <span aria-hidden="true" className={`size-2 rounded-[2px] ${COLOURS[origin].mark}`} />
              {texts.treatment.origins[origin]}
            </li>
          ))}
        </ul>
      )}
      {hasPassage && <p className="text-soft">{texts.treatment.passageKept}</p>}
    </div>
  )
}
