/** The wire formats spoken here, one file each in `wire/`. */
export const FAMILIES = ['openai-videos', 'gemini-omni', 'runway', 'fal', 'replicate', 'comfyui', 'sdcpp'] as const

export type Family = (typeof FAMILIES)[number]

/**
 * What a request is for. `poll` asks about one job, and is also the fetching of a result that still is no clip (fal);
 * `probe` asks whether a service is there and knows the key; `other` is what no rule can name, as an upgrade to WebSocket.
 */
export const OPERATIONS = ['create', 'poll', 'download', 'list', 'cancel', 'upload', 'probe'] as const

export type Operation = (typeof OPERATIONS)[number]

export function isFamily(text: string | undefined): text is Family {
  return FAMILIES.some(family => family === text)
}
