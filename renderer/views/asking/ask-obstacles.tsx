import { TriangleAlert } from 'lucide-react'
import { assertNever } from '#model/assert-never.ts'
import type { Obstacle } from '#model/contract/ask-price.ts'
import { openServices } from '../../frame/open-services.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'

const words = texts.asking

/** What stands in the way, each with what to do about it. */
export function AskObstacles({ obstacles }: { obstacles: readonly Obstacle[] }) {
  if (obstacles.length === 0) return null
  return (
    <ul className="flex flex-col gap-2 rounded-card bg-warn-wash px-4 py-3">
      {obstacles.map(({ shotNumbers, reason }) => (
        <li key={JSON.stringify(reason)} className="flex items-start gap-2">
          <TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-warn" />
          <span className="grow text-pretty">{sentenceOf({ shotNumbers, reason })}</span>
          {reason.kind === 'no-key' && (
            <Button size="small" onClick={() => openServices(reason.serviceId)}>
              {words.toServices}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function sentenceOf({ shotNumbers, reason }: Obstacle): string {
  switch (reason.kind) {
    case 'no-plan':
      return words.noPlan(shotNumbers)
    case 'unknown-model':
      return words.unknownModel(shotNumbers, reason.model)
    case 'not-served':
      return words.notServed(shotNumbers, reason.model)
    case 'retired':
      return words.retired(shotNumbers, reason.model, reason.onDay, reason.successor)
    case 'needs-picture':
      return words.needsPicture(shotNumbers, reason.model)
    case 'needs-first-too':
      return words.needsFirstToo(shotNumbers, reason.model)
    case 'needs-last-too':
      return words.needsLastToo(shotNumbers, reason.model)
    case 'no-first-frame':
      return words.noFirstFrame(shotNumbers, reason.model)
    case 'no-last-frame':
      return words.noLastFrame(shotNumbers, reason.model)
    case 'too-many-variations':
      return words.tooManyVariations(shotNumbers)
    case 'no-key':
      return words.noKey(reason.service)
    default:
      return assertNever(reason)
  }
}
