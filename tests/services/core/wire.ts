import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Desk } from './desk.ts'
import type { Family, Operation } from './family.ts'
import type { Settings } from './settings.ts'

/** What may be wrong, for a service to say in its own style. */
export type Trouble =
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'too-many-requests' }
  | { readonly kind: 'server-error'; readonly status: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'out-of-credit' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'wrong'; readonly message: string; readonly field?: string }

/** How one request is to be answered, and what it is for. */
export type Route = {
  readonly on: Operation | 'other'
  /** May throw BadBody and WrongRequest, which are said in the service's style. */
  readonly answer: () => Answer | Promise<Answer>
}

/** One wire format. */
export type Wire = {
  readonly family: Family
  /** Null: the service has no such path. */
  readonly route: (call: Call, desk: Desk) => Route | null
  /** Null: this service has no such trouble. */
  readonly say: (trouble: Trouble, settings: Settings) => Answer | null
}

/** A request that the service would not take. `field` is where, if anywhere. */
export class WrongRequest extends Error {
  readonly field: string | undefined

  constructor(message: string, field?: string) {
    super(message)
    this.field = field
  }
}

/** Throws WrongRequest unless `isRight`. */
export function check(isRight: boolean, message: string, field?: string): asserts isRight {
  if (!isRight) throw new WrongRequest(message, field)
}

/** A table of routes: the first whose method and pattern fit is taken. */
export type RouteTable = readonly {
  readonly method: string
  readonly pattern: string
  readonly on: Operation | 'other'
  readonly answer: (values: Record<string, string>) => Answer | Promise<Answer>
}[]
