import type { Host } from '#main/host.ts'
import type { MakeContext } from '#main/make/context.ts'
import type { OwnModelsFile } from '#main/services/own-models-file.ts'
import type { KeyStore } from '#main/services/key-store.ts'
import type { Catalogue } from '#model/catalogue.ts'
import type { Background } from './background.ts'

/** What the services behind the screens are built of; one for each open library. */
export type DeskContext = MakeContext & {
  readonly host: Host
  readonly keys: KeyStore
  /** The catalogue as it came, with the models of the user's own file, without the servers and workflows that were added. */
  readonly shipped: Catalogue
  readonly ownModels: OwnModelsFile
  /** Aborted when the studio closes: work under way ends, and goes on the next time. */
  readonly closing: AbortSignal
  /** Generates and renders, one process at a time. */
  readonly background: Background
}
