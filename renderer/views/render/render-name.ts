import type { RenderListRow } from '#model/contract/renders-contract.ts'
import { texts } from '../../texts.ts'

/** What a render is called in the list, until it has a file. */
export function renderName({ preset, cutName, span }: RenderListRow): string {
  const { presetNames, renderOf, film } = texts.render
  return renderOf(preset ? presetNames[preset] : film, cutName, span?.section ?? null)
}
