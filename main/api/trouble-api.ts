import type { LibraryHealth, LibraryTrouble } from '#model/contract/trouble-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

/** What is known of the library's trouble, and the ways out. */
export type TroubleAnswers = {
  readonly state: () => LibraryTrouble | null
  readonly health: (projectId: ProjectId | null) => Promise<LibraryHealth>
  readonly retry: () => Promise<void>
  readonly putBack: (backup: string) => Promise<void>
}

export function troubleApi(studio: StudioImplementer['trouble'], answers: TroubleAnswers) {
  return {
    state: studio.state.handler(() => answers.state()),
    health: studio.health.handler(({ input }) => answers.health(input.projectId as ProjectId | null)),
    retry: studio.retry.handler(() => answers.retry()),
    putBack: studio.putBack.handler(({ input }) => answers.putBack(input.backup)),
  }
}
