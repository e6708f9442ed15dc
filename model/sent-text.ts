import type { RequestSpec } from './request.ts'

/** The one text of a request to a service that takes no separate fields. */
export function sentText({
  prompt,
  cameraMove,
  style,
  text,
}: Pick<RequestSpec, 'prompt' | 'cameraMove' | 'style' | 'text'>): string {
  return text ?? textFromBefore([prompt, cameraMove, style])
}

/** As it was put together before requests kept it: one that waited since then goes out as it was asked for. */
function textFromBefore(parts: readonly string[]): string {
  return parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ')
}
