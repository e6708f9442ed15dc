import type { PromptParts } from './said.ts'
import { countVariations, expandVariations, MOST_VARIATIONS, variationLabel } from './variations.ts'

/** One ask of a shot that is written in variations. */
export type VariationAsk<Parts> = {
  readonly parts: Parts
  /** What tells its take from the others; '' where there is one only. */
  readonly label: string
}

/** How many takes an ask of one take makes of a shot (SPEC W5). */
export function askCount({
  prompt,
  cameraMove,
}: {
  readonly prompt: string
  readonly cameraMove: string | null
}): number {
  return countVariations([prompt, cameraMove ?? ''])
}

/**
 * A shot's asks, one for each variation of its prompt and camera move; each costs what the shot costs. Where `count` is
 * more than were written out, nobody should send them.
 */
export function variationAsks<Parts extends Pick<PromptParts, 'prompt' | 'camera'>>(
  parts: Parts,
  most = MOST_VARIATIONS,
): { readonly count: number; readonly asks: readonly VariationAsk<Parts>[] } {
  const { count, expansions } = expandVariations([parts.prompt, parts.camera], most)
  const asks = expansions.map(expansion => {
    const [prompt = '', camera = ''] = expansion.texts
    return { parts: { ...parts, prompt, camera }, label: variationLabel(expansion) }
  })
  return { count, asks }
}
