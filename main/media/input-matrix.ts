import type { VideoProbe } from './probe.ts'

type Source = {
  readonly facts: { readonly width: number; readonly height: number }
  readonly colour: Pick<VideoProbe['colour'], 'matrix'>
}

/** What `in_color_matrix` must be: swscale takes an untagged source for standard definition; a large one hardly ever is. */
export function inputMatrix({ facts, colour }: Source): string {
  if (colour.matrix !== undefined) return 'auto'
  return Math.min(facts.width, facts.height) >= 720 ? 'bt709' : 'bt601'
}
