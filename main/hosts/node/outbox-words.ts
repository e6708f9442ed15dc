import { assertNever } from '#model/assert-never.ts'
import type { HeldRequests, OutboxRow, OutboxStatus } from '#model/contract/outbox-contract.ts'
import { dollars } from '#model/dollars.ts'
import type { Hold, OwingShot } from '#model/hold.ts'

const SHORT_ID_CHARS = 8
const WHAT_CHARS = 40

/** The end of an id, which tells requests apart that were asked together. */
export function shortId(id: string): string {
  return id.slice(-SHORT_ID_CHARS)
}

/** One request on a line: which, how it stands, what it is for, who makes it, what it costs. */
export function requestLine({
  id,
  state,
  hold,
  shotNumber,
  takeNumber,
  what,
  serviceTitle,
  microUsd,
  isBilled,
}: OutboxRow): string {
  const stands = hold ? holdWords(hold) : state
  const place = `${shotNumber === null ? '-' : String(shotNumber)}/${takeNumber}`
  const text = what.length > WHAT_CHARS ? `${what.slice(0, WHAT_CHARS - 3)}...` : what
  const price = microUsd === null ? '?' : microUsd === 0 ? '' : `${isBilled ? '' : '~'}${dollars(microUsd)}`
  return [shortId(id), stands.padEnd(24), place.padStart(6), text.padEnd(WHAT_CHARS), serviceTitle, price]
    .join('  ')
    .trimEnd()
}

/** What the outbox holds, in a few lines: counts, and why what waits does. */
export function statusLines(status: OutboxStatus): string[] {
  const { needsYou, running, waiting, isOnline, held, waitingMicroUsd, waitingUnpriced } = status
  const unpriced = waitingUnpriced === 0 ? '' : ` and ${waitingUnpriced} of unknown price`
  const price = waitingMicroUsd + waitingUnpriced === 0 ? '' : ` (about ${dollars(waitingMicroUsd)}${unpriced})`
  const counts = `${needsYou} need you, ${running} running, ${waiting} waiting${price}`
  return [`${counts}; ${isOnline ? 'online' : 'offline'}`, ...held.map(heldLine)]
}

function heldLine({ hold, count, serviceTitle, projectTitle, message }: HeldRequests): string {
  const who = serviceTitle ?? projectTitle
  const words = hold.kind === 'turn' ? 'their turn' : holdWords(hold)
  return `  ${count}: ${words}${who === null ? '' : ` (${who})`}${message === null ? '' : `. ${message}`}`
}

const OWING: Readonly<Record<OwingShot['lacks'], (shot: OwingShot) => string>> = {
  take: ({ number }) => `needs a circled ${number}`,
  place: ({ number }) => `needs a place for ${number}`,
  shot: () => 'its neighbour was deleted',
}

function holdWords(hold: Hold): string {
  switch (hold.kind) {
    case 'not-served':
      return hold.why === 'retired' ? 'model shut down' : 'service not set up'
    case 'waits-for-neighbour':
      return hold.shot === null ? 'reads a neighbour' : OWING[hold.shot.lacks](hold.shot)
    case 'offline':
      return 'offline'
    case 'needs-key':
      return 'needs a key'
    case 'trouble': {
      const until = hold.untilMs === null ? '' : ` until ${new Date(hold.untilMs).toLocaleTimeString()}`
      return `${hold.trouble === 'credit' ? 'account empty' : hold.trouble}${until}`
    }
    case 'retry':
      return `again at ${new Date(hold.atMs).toLocaleTimeString()}`
    case 'no-cap':
      return 'no cap set'
    case 'over-cap':
      return 'over the cap'
    case 'turn':
      return hold.before === 0 ? 'next' : `${hold.before} before it`
    default:
      return assertNever(hold)
  }
}
