import { StudioError } from '../errors.ts'
import type { ShotId } from '../ids.ts'
import { lookKey, type LookLevels, type LookWords } from '../look.ts'
import { takeSeed } from '../seed.ts'

export const COCKTAIL_COUNT = { min: 2, max: 4 } as const
export const PROBE_COUNT = 3

/** A shot that looks are tried on, with its look words as they are. */
export type ProbeShot = { readonly shotId: ShotId; readonly serial: number; readonly look: LookLevels }

/** One take of a look test: a probe shot with a cocktail in place of the film's look. */
export type LookTestAsk = {
  /** An index into the cocktails. */
  readonly cocktail: number
  readonly shotId: ShotId
  readonly look: LookLevels
  readonly seed: number
}

/**
 * The asks of a look test, shot by shot; a film of fewer shots is tried on those it has. All cocktails of a shot have the
 * seed of its first take, so that nothing differs but the look. Throws StudioError look-test/refused.
 */
export function planLookTest(
  cocktails: readonly LookWords[],
  probes: readonly ProbeShot[],
  projectSeed: number,
): LookTestAsk[] {
  const { min, max } = COCKTAIL_COUNT
  if (cocktails.length < min || cocktails.length > max) refuse(`A look test holds ${min} to ${max} looks side by side.`)
  if (new Set(cocktails.map(lookKey)).size < cocktails.length) refuse('Two of these looks have the same words.')
  if (new Set(probes.map(({ shotId }) => shotId)).size < probes.length) refuse('One of these shots stands there twice.')
  if (probes.length === 0 || probes.length > PROBE_COUNT) refuse(`Looks are tried on up to ${PROBE_COUNT} shots.`)
  return probes.flatMap(({ shotId, serial, look }) =>
    cocktails.map((film, cocktail) => ({
      cocktail,
      shotId,
      look: { ...look, film },
      seed: takeSeed(projectSeed, serial, 1),
    })),
  )
}

function refuse(sentence: string): never {
  throw new StudioError('look-test/refused', sentence, { kind: 'usage' })
}
