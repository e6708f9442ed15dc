import type { LibraryTrouble } from '#model/contract/trouble-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { StudioImplementer } from './implementer.ts'

/** What is known of a library that cannot be opened, and the ways out. */
export type TroubleAnswers = {
  readonly state: () => LibraryTrouble | null
  readonly retry: () => Promise<void>
  readonly putBack: (backup: string) => Promise<void>
}

const NO_TROUBLE: TroubleAnswers = {
  state: () => null,
  retry: () => Promise.resolve(),
  putBack() {
    throw new StudioError('library/open', 'The library is open and sound: a backup is put back only where it is not.')
  },
}

export function troubleApi(studio: StudioImplementer['trouble'], answers: TroubleAnswers = NO_TROUBLE) {
  return {
    state: studio.state.handler(() => answers.state()),
    retry: studio.retry.handler(() => answers.retry()),
    putBack: studio.putBack.handler(({ input }) => answers.putBack(input.backup)),
  }
}
