import type { Host } from '#main/host.ts'
import type { MakeContext } from '#main/make/context.ts'
import type { KeyStore } from '#main/services/key-store.ts'
import type { Catalogue } from '#model/catalogue.ts'
import type { Background } from './background.ts'

/** What the services behind the screens are built of; one for each open library. */
export type DeskContext = MakeContext & {
  readonly host: Host
  readonly keys: KeyStore
  /** The catalogue as it came, without what the user has added. */
  readonly shipped: Catalogue
  /** Aborted when the studio closes: work under way ends, and goes on the next time. */
  readonly closing: AbortSignal
  /** Generates and renders, one process at a time. */
  readonly background: Background
}
