import type { TakesWish } from '#model/contract/ask-price.ts'
import type { StudioClient } from '../../client/client.ts'
import { heardAsk } from './heard-ask.ts'

/** Asks at once for what costs nothing; false where the price, or what is in the way, has to be looked at first. */
export async function askIfFree(studio: StudioClient, wish: TakesWish): Promise<boolean> {
  const { takes, microUsd, unpricedTakes, obstacles } = await studio.outbox.price(wish)
  if (microUsd > 0 || unpricedTakes > 0 || obstacles.length > 0) return false
  await heardAsk(() => studio.outbox.ask({ ...wish, quoted: { takes, microUsd, unpricedTakes } }))
  return true
}
