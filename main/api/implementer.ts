import { mapEventIterator } from '@orpc/client'
import { implement, ORPCError } from '@orpc/server'
import { contract } from '#model/contract/contract.ts'
import { isStudioError } from '#model/errors.ts'

export type StudioImplementer = ReturnType<typeof studioImplementer>

/**
 * What the parts of the router are bound with. Failures that are expected reach the window with their code and sentence, also
 * those of a stream under way; any other may carry paths or statements: it is told to `reportBug`, and the window hears
 * "Internal server error" alone.
 */
export function studioImplementer(reportBug: (error: unknown) => void) {
  const toTell = (error: unknown): unknown => {
    if (isStudioError(error)) return new ORPCError(error.code, { message: error.message, data: error.details })
    // A call that the window itself gave up is no failure.
    if (!(error instanceof Error && error.name === 'AbortError')) reportBug(error)
    return error
  }
  return implement(contract).use(async ({ next }, _input, output) => {
    let result: Awaited<ReturnType<typeof next>>
    try {
      result = await next()
    } catch (error) {
      throw toTell(error)
    }
    if (!isStream(result.output)) return result
    const stream = mapEventIterator(result.output, {
      value: value => Promise.resolve(value),
      error: failure => Promise.resolve(toTell(failure)),
    })
    return output(stream)
  })
}

function isStream(output: unknown): output is AsyncIterator<unknown, unknown, void> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}
