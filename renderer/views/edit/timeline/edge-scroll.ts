import { session } from '../../../editor/session.ts'
import { scrolledBy, type ViewSpan } from '../../../editor/view-span.ts'

/** So near to the edge of what is seen, and beyond it, a drag pulls the timeline along. */
const REACH = 18
/** Points in a second for each point that the pointer is in there, and at most. */
const PULL = 24
const FASTEST = 1600

/** How fast a pointer pulls the timeline, in points a second; before the left edge it is less than 0. */
export function pullAt(x: number, width: number): number {
  const beyond = x < REACH ? x - REACH : Math.max(0, x - (width - REACH))
  return Math.min(FASTEST, Math.max(-FASTEST, beyond * PULL))
}

/** Scrolls the timeline for as long as a drag holds the pointer at its edge. */
export class EdgeScroll {
  readonly #span: () => ViewSpan
  #x = 0
  #frame = 0
  #lastMs = 0

  constructor(span: () => ViewSpan) {
    this.#span = span
  }

  get isPulling(): boolean {
    return this.#frame !== 0
  }

  /** The pointer of a drag is here now. */
  at(x: number): void {
    this.#x = x
    if (this.#frame !== 0 || pullAt(x, this.#span().width) === 0) return
    this.#lastMs = performance.now()
    this.#frame = requestAnimationFrame(this.#step)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  readonly #step = (nowMs: number): void => {
    const span = this.#span()
    const pull = pullAt(this.#x, span.width)
    const leftFrame = scrolledBy(span, (pull * Math.max(0, nowMs - this.#lastMs)) / 1000)
    this.#lastMs = nowMs
    this.#frame = pull === 0 ? 0 : requestAnimationFrame(this.#step)
    if (leftFrame !== span.leftFrame) session.setState({ leftFrame, pointsPerFrame: span.pointsPerFrame })
  }
}
