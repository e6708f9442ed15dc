import type { LibraryHealth } from '#model/contract/trouble-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { DeskContext } from './desk-context.ts'
import { createHealthLook } from './trouble/health-look.ts'

/** What may keep a person from working in the open library, and the ways out. */
export function createTroubleDesk({ library, background }: Pick<DeskContext, 'library' | 'background'>) {
  const look = createHealthLook(library)
  return {
    state: () => null,

    health: (projectId: ProjectId | null): Promise<LibraryHealth> => look(projectId),

    /** @throws StudioError library/read-only where the library still may not be written to */
    retry(): Promise<void> {
      look.forget()
      library.startWriting()
      background.tryAgain()
      return Promise.resolve()
    },

    putBack(): never {
      throw new StudioError('library/open', 'The library is open and sound: a backup is put back only where it is not.')
    },
  }
}
