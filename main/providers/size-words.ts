import type { ModelEntry } from '#model/catalogue.ts'
import { clipSize } from '#model/clip-size.ts'
import type { RequestSpec } from '#model/request.ts'

/** What a service calls a size: the shape of the picture (`16:9`, `1280:720`) and how large it is (`720p`). */
export type SizeWords = { readonly ratio?: string; readonly resolution?: string }

/**
 * The words of a request's size, read out of the catalogue: one or both, in any order, as `16:9 768p`. Where a clip that begins
 * with a picture has other words, because its shape is the picture's, they stand behind a bar: `16:9 768p|768p`.
 */
export function sizeWords(
  { sizes }: Pick<ModelEntry, 'sizes'>,
  { width, height }: Pick<RequestSpec, 'width' | 'height'>,
  hasPicture: boolean,
): SizeWords {
  const { wire = '' } = clipSize(sizes, { width, height })
  const [plain = '', withPicture = plain] = wire.split('|')
  const words = (hasPicture ? withPicture : plain).split(' ').filter(word => word !== '')
  const resolution = words.find(isResolution)
  const ratio = words.find(word => !isResolution(word))
  return { ...(ratio === undefined ? {} : { ratio }), ...(resolution === undefined ? {} : { resolution }) }
}

function isResolution(word: string): boolean {
  return /^\d+[pk]$/i.test(word)
}
