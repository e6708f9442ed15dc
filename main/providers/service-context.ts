import type { ModelEntry, ServiceEntry } from '#model/catalogue.ts'
import type { Workflow } from '#model/workflow.ts'
import type { GuardedFetch } from './http/guarded-fetch.ts'

/** What the adapter of a family is built of, for one service. */
export type ServiceContext = {
  readonly service: ServiceEntry
  /** Its models. */
  readonly models: readonly ModelEntry[]
  /** The key of the service, asked for at each call: a person may change it meanwhile. Null where there is none. */
  readonly key: () => Promise<string | null>
  readonly fetch: GuardedFetch
  /** A workflow by its name, of those shipped and the user's own; throws StudioError workflow/missing | workflow/invalid. */
  readonly workflow?: (name: string) => Workflow
  /** The first pause between two looks at a job; it grows. Tests hurry. */
  readonly pollEveryMs?: number
}

/** Whether a service runs on this very machine, and so needs no connection. */
export function isLocalService({ baseUrl }: Pick<ServiceEntry, 'baseUrl'>): boolean {
  return baseUrl === null || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname)
}
