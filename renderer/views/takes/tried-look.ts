import type { TakeRow } from '#model/contract/takes-contract.ts'
import { texts } from '../../texts.ts'

/** Which look a take of a look test tries, and unless `short` on which shot; nothing of other takes. */
export function triedLookText({ triedLook }: Pick<TakeRow, 'triedLook'>, length: 'short' | 'whole' = 'whole'): string {
  if (!triedLook) return ''
  return texts.takes.triedLook(triedLook.number, length === 'short' ? null : triedLook.shotNumber)
}
