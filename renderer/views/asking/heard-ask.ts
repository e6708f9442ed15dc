import { isNoAnswer, WindowError } from '../../client/failure.ts'
import { texts } from '../../texts.ts'

/**
 * Asks for takes. Where no answer comes they may be asked for all the same: it is not offered to be done again, which could be paid
 * twice, but told to be looked up.
 */
export async function heardAsk<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    throw isNoAnswer(error) ? new WindowError(texts.asking.notHeard) : error
  }
}
