import type { RequestSpec } from './request.ts'

/** The one text a service that takes no separate fields is sent: what happens, how the camera moves, how it looks. */
export function sentText({ prompt, cameraMove, style }: Pick<RequestSpec, 'prompt' | 'cameraMove' | 'style'>): string {
  return [prompt, cameraMove, style]
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ')
}
