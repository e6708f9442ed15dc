import { longestClip, readingOf, smallestCovering, type ModelEntry } from './catalogue.ts'
import { clipPrice, type MicroUsd } from './clip-price.ts'
import { otherRate } from './clip-rate.ts'
import { clipSize } from './clip-size.ts'
import type { PromptParts } from './prompt/said.ts'
import { partsOfSent, whatIsSent, type WhatIsSent } from './prompt/what-is-sent.ts'
import { referencesFor } from './reference-stills.ts'
import type { RequestSpec } from './request.ts'
import { areLedAlike } from './seam/lead.ts'
import type { Ticks } from './time.ts'

type Size = { readonly width: number; readonly height: number }

/** What is another when a clip is asked of another model. `shorter`: even its longest clip does not cover what was asked. */
export type ReshootChange =
  | { readonly kind: 'longer' | 'shorter'; readonly fromTicks: Ticks; readonly toTicks: Ticks }
  | { readonly kind: 'size'; readonly from: Size; readonly to: Size }
  /** Pictures a second, where they are others than the film's. */
  | { readonly kind: 'rate'; readonly film: number; readonly to: number }
  | {
      readonly kind:
        | 'no-counter-words'
        | 'counter-words-in-prompt'
        | 'no-seed'
        | 'no-first-frame'
        | 'no-last-frame'
        | 'needs-first-frame'
    }
  | { readonly kind: 'references'; readonly from: number; readonly to: number }
  | { readonly kind: 'gains-sound' | 'loses-sound' }
  | { readonly kind: 'prompt-too-long'; readonly chars: number; readonly maxChars: number }
  | { readonly kind: 'price'; readonly from: MicroUsd | null; readonly to: MicroUsd | null }

/** The models a request goes from and to; `from` is undefined where the catalogue does not know it any more. */
type Models = {
  readonly from: ModelEntry | undefined
  readonly to: ModelEntry
  /** What is said in it; the words that were sent unless given. */
  readonly parts?: PromptParts | undefined
  /** The user's own of the model it goes to. */
  readonly template?: string | undefined
  /** It begins or ends on a picture of another shot, which may still be to come. */
  readonly isBound?: boolean
}

/**
 * The same clip asked of another model, as near as that can come: the smallest length it allows that covers the one before, the
 * size nearest in shape, words put together as it is sent them, seed, frames and reference pictures where it takes them; and all that changes by it (SPEC K3). To the model it
 * is of, nothing changes.
 */
export function reshoot(
  spec: RequestSpec,
  models: Models,
): { readonly spec: RequestSpec; readonly changes: readonly ReshootChange[] } {
  const { from, to } = models
  if (from?.id === to.id) return { spec, changes: [] }
  const { width, height } = clipSize(to.sizes, spec)
  const { text: _before, leadIn, leadOut, references, ...before } = spec
  const isLed = from !== undefined && areLedAlike(from, to)
  const { words, stills, problems } = whatIsSent(models.parts ?? partsOfSent(spec), readingOf(to, models.template))
  const frames = {
    firstFrame: to.takesFirstFrame ? spec.firstFrame : null,
    lastFrame: to.takesLastFrame ? spec.lastFrame : null,
  }
  const hasFrames = frames.firstFrame !== null || frames.lastFrame !== null || models.isBound === true
  const next: RequestSpec = {
    ...before,
    ...words,
    provider: to.provider,
    model: to.id,
    modelVersion: to.version,
    askTicks: smallestCovering(to.lengths, spec.askTicks) ?? longestClip(to.lengths),
    width,
    height,
    ...frames,
    ...(leadIn !== undefined && isLed && to.takesFirstFrame && { leadIn }),
    ...(leadOut !== undefined && isLed && to.takesLastFrame && { leadOut }),
    ...referencesFor(models.parts ? stills : (references ?? []), to, hasFrames),
  }
  return { spec: next, changes: changesBetween(spec, next, models, problems) }
}

function changesBetween(
  spec: RequestSpec,
  next: RequestSpec,
  { from, to }: Models,
  problems: WhatIsSent['problems'],
): ReshootChange[] {
  const changes: ReshootChange[] = []
  const lengths = { fromTicks: spec.askTicks, toTicks: next.askTicks }
  if (next.askTicks > spec.askTicks) changes.push({ kind: 'longer', ...lengths })
  if (next.askTicks < spec.askTicks) changes.push({ kind: 'shorter', ...lengths })
  if (next.width !== spec.width || next.height !== spec.height) {
    changes.push({ kind: 'size', from: sizeOf(spec), to: sizeOf(next) })
  }
  const rate = otherRate(to, spec.rate)
  if (rate !== null && rate !== (from && otherRate(from, spec.rate))) {
    changes.push({ kind: 'rate', film: filmRate(spec), to: rate })
  }
  if (spec.negative !== '' && next.negative === '') {
    const isLost = problems.some(({ kind }) => kind === 'not-sent')
    changes.push({ kind: isLost ? 'no-counter-words' : 'counter-words-in-prompt' })
  }
  if (!to.takesSeed && from?.takesSeed !== false) changes.push({ kind: 'no-seed' })
  if (next.firstFrame !== spec.firstFrame) changes.push({ kind: 'no-first-frame' })
  if (next.lastFrame !== spec.lastFrame) changes.push({ kind: 'no-last-frame' })
  if (!to.takesTextAlone && next.firstFrame === null) changes.push({ kind: 'needs-first-frame' })
  const references = { from: spec.references?.length ?? 0, to: next.references?.length ?? 0 }
  if (references.from !== references.to) changes.push({ kind: 'references', ...references })
  if (from && from.audio !== 'always' && to.audio === 'always') changes.push({ kind: 'gains-sound' })
  if (from?.audio === 'always' && to.audio !== 'always') changes.push({ kind: 'loses-sound' })
  for (const problem of problems) {
    if (problem.kind !== 'too-long' || problem.text !== 'prompt') continue
    changes.push({ kind: 'prompt-too-long', chars: problem.length, maxChars: problem.most })
  }
  const [before, after] = [from ? clipPrice(from.price, spec) : null, clipPrice(to.price, next)]
  if (before !== after) changes.push({ kind: 'price', from: before, to: after })
  return changes
}

/** To a thousandth: 23.976. */
function filmRate({ rate: { numerator, denominator } }: RequestSpec): number {
  return Math.round((1000 * numerator) / denominator) / 1000
}

function sizeOf({ width, height }: Size): Size {
  return { width, height }
}
