import type { VideoProbe } from '#main/media/probe.ts'

/** What a clip says about itself: generators write prompts into these tags. */
export function textsIn({ title, comment, description }: VideoProbe['tags']): string[] {
  return [title, comment, description].filter(text => text !== undefined)
}
