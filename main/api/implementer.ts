import { implement, ORPCError } from '@orpc/server'
import { contract } from '#model/contract/contract.ts'
import { isStudioError } from '#model/errors.ts'

export type StudioImplementer = ReturnType<typeof studioImplementer>

/**
 * What the parts of the router are bound with. Failures that are expected reach the window with their code and sentence; any
 * other may carry paths or statements: it is told to `reportBug`, and the window hears "Internal server error" alone.
 */
export function studioImplementer(reportBug: (error: unknown) => void) {
  return implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      if (isStudioError(error)) throw new ORPCError(error.code, { message: error.message, data: error.details })
      // A call that the window itself gave up is no failure.
      if (!(error instanceof Error && error.name === 'AbortError')) reportBug(error)
      throw error
    }
  })
}
