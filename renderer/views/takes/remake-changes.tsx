import { ArrowRight, CircleAlert } from 'lucide-react'
import { assertNever } from '#model/assert-never.ts'
import type { RemakePlan } from '#model/contract/take-remake.ts'
import type { ReshootChange } from '#model/reshoot.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import { AskCap } from '../asking/ask-cap.tsx'
import { priceText } from '../asking/price-text.ts'
import { tenths } from './seconds.ts'

const words = texts.remake

/** What would be another, and what it costs; `nothing` is said where nothing else is. */
export function RemakeChanges({ plan, nothing }: { plan: RemakePlan; nothing: string }) {
  const { id: projectId } = useProject()
  const { changes, shots, takes, microUsd, unpricedTakes, waitingTakes, modelId, from } = plan
  const isPaid = microUsd > 0 || unpricedTakes > 0
  const models = new Map(plan.models.map(({ id, title }) => [id, title]))
  return (
    <>
      <section>
        <h3 className="mb-1 text-12 text-soft">{words.changes}</h3>
        {changes.length === 0 && <p>{nothing}</p>}
        <ul className="flex flex-col gap-1">
          {changes.map(({ change, shots: count }) => (
            <li key={JSON.stringify(change)} className="flex items-start gap-2">
              <Sign change={change} />
              <span className="grow text-pretty">{toldOf(change)}</span>
              {shots > 1 && <span className="shrink-0 text-12 text-faint">{words.inShots(count)}</span>}
            </li>
          ))}
        </ul>
      </section>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 rounded-control bg-raised px-3 py-2">
        <dt className="text-soft">{words.model}</dt>
        <dd className="text-right font-medium">{models.get(modelId) ?? from.title}</dd>
        <dt className="text-soft">{words.takes}</dt>
        <dd className="text-right font-medium">{takes}</dd>
        <dt className="text-soft">{words.price}</dt>
        <dd className="text-right font-medium">{priceText(plan)}</dd>
      </dl>
      {unpricedTakes > 0 && <p className="text-12 text-pretty text-warn">{words.priceUnknownNote}</p>}
      {waitingTakes > 0 && (
        <p className="text-pretty text-soft">{texts.seamBindings.askedWaiting(waitingTakes, takes)}</p>
      )}
      {isPaid && <AskCap price={plan} projectId={projectId} />}
    </>
  )
}

/** What may spoil the clip stands out from what is only another. */
const DOUBTFUL: ReadonlySet<ReshootChange['kind']> = new Set(['shorter', 'needs-first-frame', 'prompt-too-long'])

function Sign({ change: { kind } }: { change: ReshootChange }) {
  return DOUBTFUL.has(kind) ? (
    <CircleAlert {...SMALL_ICON} className="mt-0.5 shrink-0 text-warn" />
  ) : (
    <ArrowRight {...SMALL_ICON} className="mt-0.5 shrink-0 text-soft" />
  )
}

function toldOf(change: ReshootChange): string {
  switch (change.kind) {
    case 'longer':
    case 'shorter':
      return words.change[change.kind](tenths(change.fromTicks), tenths(change.toTicks))
    case 'size':
      return words.change.size(sizeText(change.from), sizeText(change.to))
    case 'rate':
      return words.change.rate(change.film, change.to)
    case 'references':
      return words.change.references(change.from, change.to)
    case 'prompt-too-long':
      return words.change['prompt-too-long'](change.chars, change.maxChars)
    case 'price':
      return words.change.price(takePrice(change.from), takePrice(change.to))
    case 'no-counter-words':
    case 'counter-words-in-prompt':
    case 'no-seed':
    case 'no-first-frame':
    case 'no-last-frame':
    case 'needs-first-frame':
    case 'gains-sound':
    case 'loses-sound':
      return words.change[change.kind]
    default:
      return assertNever(change)
  }
}

function sizeText({ width, height }: { width: number; height: number }): string {
  return `${width} x ${height}`
}

function takePrice(microUsd: number | null): string {
  if (microUsd === null) return words.priceUnknown
  return microUsd === 0 ? words.free : dollars(microUsd)
}
