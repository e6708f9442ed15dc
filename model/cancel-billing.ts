import type { Family } from './catalogue.ts'

/**
 * Whether a job that is cancelled is billed all the same.
 * - `nothing`: it runs on the user's own machines.
 * - `if-begun`: what still waits at the service is taken back, what has begun may be billed.
 * - `unsaid`: its makers do not say, so it may be.
 */
export type CancelBilling = 'nothing' | 'if-begun' | 'unsaid'

export const CANCEL_BILLING: Readonly<Record<Family, CancelBilling>> = {
  animatic: 'nothing',
  folder: 'nothing',
  comfyui: 'nothing',
  'sd-cpp': 'nothing',
  fal: 'if-begun',
  'openai-videos': 'unsaid',
  'gemini-omni': 'unsaid',
  runway: 'unsaid',
  replicate: 'unsaid',
}
