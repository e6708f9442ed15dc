import { TriangleAlert } from 'lucide-react'
import type { AskPrice, PriceLine } from '#model/contract/ask-price.ts'
import { secondsFromTicks, ticks } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { ICON } from '../../ui/icon.ts'
import { hundredths } from '../../ui/hundredths.ts'
import { AskCap } from './ask-cap.tsx'
import { AskObstacles } from './ask-obstacles.tsx'
import { priceText } from './price-text.ts'

const words = texts.asking

/** What it comes to, model by model, and what the cap leaves. */
export function AskPricePanel({ price, projectId }: { price: AskPrice; projectId: string }) {
  const { lines, obstacles, unclearShots, takes, microUsd, unpricedTakes } = price
  if (takes === 0 && obstacles.length === 0) return <p className="text-soft">{words.nothing}</p>
  const isPaid = microUsd > 0 || unpricedTakes > 0
  return (
    <>
      <AskObstacles obstacles={obstacles} />
      {unclearShots.length > 0 && (
        <p className="flex items-start gap-2 text-pretty text-warn">
          <TriangleAlert {...ICON} className="mt-0.5 shrink-0" />
          {words.unclear(unclearShots)}
        </p>
      )}
      {takes > 0 && (
        <section aria-label={words.price} className="rounded-card bg-raised px-4 py-3">
          <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
            <p className="min-w-0 grow">
              <b aria-live="polite" className="block text-34 font-strong tracking-tight tabular-nums">
                {priceText({ microUsd, unpricedTakes: microUsd > 0 ? 0 : unpricedTakes })}
              </b>
              <span className="text-soft">
                {microUsd > 0 && unpricedTakes > 0 && `${words.andUnknown(unpricedTakes)}, `}
                {words.forTakes(takes, shotsIn(lines))}
              </span>
            </p>
            {microUsd > 0 && <Parts price={price} />}
          </div>
          <ul className="mt-3 border-t border-line">
            {lines.map(line => (
              <Line key={line.model} line={line} />
            ))}
          </ul>
        </section>
      )}
      {isPaid && <AskCap price={price} projectId={projectId} />}
    </>
  )
}

function shotsIn(lines: readonly PriceLine[]): number {
  return lines.reduce((sum, { shots }) => sum + shots, 0)
}

/** The price of a take, of a shot, and of the project with all that was and will be sent. */
function Parts({ price: { lines, microUsd, unpricedTakes, money } }: { price: AskPrice }) {
  const whole = money.spentMicroUsd + money.reservedMicroUsd + microUsd
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5 text-12 tabular-nums">
      {unpricedTakes === 0 && (
        <>
          <Part name={words.aTake} value={rangeOf(lines.map(({ takeMicroUsd }) => takeMicroUsd))} />
          <Part name={words.aShot} value={rangeOf(lines.map(({ shotMicroUsd }) => shotMicroUsd))} />
        </>
      )}
      <Part name={words.project} value={dollars(whole)} />
    </dl>
  )
}

function rangeOf(ranges: readonly PriceLine['takeMicroUsd'][]): string {
  const known = ranges.filter(range => range !== null)
  return words.fromTo(
    dollars(Math.min(...known.map(({ least }) => least))),
    dollars(Math.max(...known.map(({ most }) => most))),
  )
}

function Part({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="text-right font-medium">{value}</dd>
    </>
  )
}

function Line({ line }: { line: PriceLine }) {
  const { title, service, takes, shortestTicks, longestTicks, width, height, otherRate, tooShortFor } = line
  const seconds = words.seconds(
    hundredths(secondsFromTicks(ticks(shortestTicks))),
    hundredths(secondsFromTicks(ticks(longestTicks))),
  )
  return (
    <li className="border-b border-line py-2 last:border-0 last:pb-0">
      <div className="flex items-baseline gap-3">
        <span className="font-medium">{title === service ? title : `${title} (${service})`}</span>
        <span className="grow text-12 text-soft">{words.line(takes, seconds, width, height)}</span>
        <span className="tabular-nums">{priceText(line)}</span>
      </div>
      {line.model === 'animatic' && <p className="text-12 text-pretty text-soft">{words.animaticNote}</p>}
      {otherRate !== null && <p className="text-12 text-pretty text-soft">{words.otherRate(otherRate)}</p>}
      {tooShortFor.length > 0 && <p className="text-12 text-pretty text-warn">{words.tooShort(tooShortFor, title)}</p>}
    </li>
  )
}
