import type { Ticks } from '../time.ts'
import type { Span } from './song-repairs.ts'

export function isIn(span: Span, at: Ticks): boolean {
  return at >= span.startTicks && at < span.endTicks
}

/** What is left of a span where none of the others lies. */
export function withoutOverlap(span: Span, others: readonly Span[]): Span[] {
  let left: Span[] = [{ startTicks: span.startTicks, endTicks: span.endTicks }]
  for (const other of others) {
    left = left.flatMap(({ startTicks, endTicks }) =>
      [
        { startTicks, endTicks: least(endTicks, other.startTicks) },
        { startTicks: most(startTicks, other.endTicks), endTicks },
      ].filter(part => part.startTicks < part.endTicks),
    )
  }
  return left
}

/** Ascending spans that lie apart, covering just what the given ones cover. */
export function united(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const { startTicks, endTicks } of spans.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const last = result.at(-1)
    if (last && startTicks <= last.endTicks) {
      result[result.length - 1] = { startTicks: last.startTicks, endTicks: most(last.endTicks, endTicks) }
    } else if (startTicks < endTicks) result.push({ startTicks, endTicks })
  }
  return result
}

function least(a: Ticks, b: Ticks): Ticks {
  return a < b ? a : b
}

function most(a: Ticks, b: Ticks): Ticks {
  return a > b ? a : b
}
