import type { ShotId } from '../ids.ts'
import type { Shot } from '../shot.ts'
import type { TreatmentShot } from '../treatment.ts'
import { likenessAmong } from './likeness.ts'

type KeptShot = {
  readonly shotId: ShotId
  /** Where it stands now, from 0. */
  readonly position: number
  /** As written now, but for a prompt that differs in blanks alone: that one stays, and its takes with it. */
  readonly written: TreatmentShot
}

/** What a newly read treatment does to the shots there are. Every written shot is kept or inserted, every old one kept or trashed. */
export type Revision = {
  /** In written order; some may come out of the trash. */
  readonly kept: readonly KeptShot[]
  readonly inserted: readonly { readonly position: number; readonly written: TreatmentShot }[]
  /** In the order they stood in. */
  readonly trashed: readonly ShotId[]
}

/** How alike two prompts must be to be one shot: anywhere in the treatment, and between the same neighbours. */
const ALIKE_ANYWHERE = 0.5
const ALIKE_IN_PLACE = 0.2

/** Beyond so many comparisons (a treatment rewritten from end to end) prompts are matched by place alone. */
const MOST_COMPARISONS = 300_000

/** Pairs of old index and written index, found so far. */
class Pairs {
  readonly #writtenOf = new Map<number, number>()
  readonly #oldOf = new Map<number, number>()

  add(old: number, written: number): void {
    this.#writtenOf.set(old, written)
    this.#oldOf.set(written, old)
  }

  oldOf(written: number): number | undefined {
    return this.#oldOf.get(written)
  }

  hasOld(old: number): boolean {
    return this.#writtenOf.has(old)
  }

  hasWritten(written: number): boolean {
    return this.#oldOf.has(written)
  }

  inOldOrder(): (readonly [old: number, written: number])[] {
    return [...this.#writtenOf].toSorted((a, b) => a[0] - b[0])
  }
}

/** The prompt without what nobody sees: kinds and numbers of blanks, and how a file system writes its accents. */
function plainPrompt({ prompt }: TreatmentShot): string {
  return prompt.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}

/** Pairs what has the same key, in order where several have. Those without a key stay alone. */
function pairEqual(
  pairs: Pairs,
  olds: readonly (readonly [old: number, shot: TreatmentShot])[],
  written: readonly TreatmentShot[],
  keyOf: (shot: TreatmentShot) => string | null,
): void {
  const waiting = new Map<string, number[]>()
  for (const [old, shot] of olds) {
    const key = keyOf(shot)
    if (key === null || pairs.hasOld(old)) continue
    const sameKey = waiting.get(key)
    if (sameKey) sameKey.push(old)
    else waiting.set(key, [old])
  }
  for (const [now, shot] of written.entries()) {
    const key = keyOf(shot)
    if (key === null || pairs.hasWritten(now)) continue
    const old = waiting.get(key)?.shift()
    if (old !== undefined) pairs.add(old, now)
  }
}

/** The longest run of pairs of the first `oldCount` that kept their order: the shots that the others moved around. */
function anchors(pairs: Pairs, oldCount: number): (readonly [old: number, written: number])[] {
  const ordered = pairs.inOldOrder().filter(([old]) => old < oldCount)
  /** `ends[n]` is the index of the pair that ends the best run of n + 1 pairs. */
  const ends: number[] = []
  const before: number[] = []
  for (const [index, [, written]] of ordered.entries()) {
    let length = ends.findLastIndex(end => ordered[end]![1] < written) + 1
    before[index] = length > 0 ? ends[length - 1]! : -1
    ends[length] = index
  }
  const run: (readonly [number, number])[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) run.push(ordered[index]!)
  return run.toReversed()
}

type Span = { readonly old: number[]; readonly written: number[] }

/** What is still unpaired between each two anchors. */
function unpairedSpans(pairs: Pairs, oldCount: number, writtenCount: number): Span[] {
  const spans: Span[] = []
  let oldStart = 0
  let writtenStart = 0
  for (const [old, written] of [...anchors(pairs, oldCount), [oldCount, writtenCount] as const]) {
    const span: Span = { old: [], written: [] }
    for (let index = oldStart; index < old; index += 1) if (!pairs.hasOld(index)) span.old.push(index)
    for (let index = writtenStart; index < written; index += 1) if (!pairs.hasWritten(index)) span.written.push(index)
    spans.push(span)
    oldStart = old + 1
    writtenStart = written + 1
  }
  return spans
}

/**
 * Finds which written shots are which of the existing ones (rules I1-I7 of SPEC.md). `existing` are the project's shots in
 * the order of the film, `trashed` those that once were, the ones trashed last first.
 *
 * A shot is known by the id its writer gave it, else by an equal prompt (one in the trash as well: its takes are there
 * still), else by a like prompt, the most alike first; what is then left between the same neighbours is taken, one by one,
 * for prompts written anew.
 */
export function matchShots(
  existing: readonly Shot[],
  written: readonly TreatmentShot[],
  trashed: readonly Shot[] = [],
): Revision {
  const pairs = new Pairs()
  const known = [...existing, ...trashed]
  const olds = known.map(shot => shot.written)
  const numbered = [...olds.entries()]
  for (const some of [numbered.slice(0, existing.length), numbered.slice(existing.length)]) {
    pairEqual(pairs, some, written, shot => shot.id)
    pairEqual(pairs, some, written, plainPrompt)
  }

  const mayBeOne = (old: number, now: number): boolean => olds[old]!.id === null || written[now]!.id === null
  for (const pair of likePairs(
    unpairedSpans(pairs, existing.length, written.length),
    olds.slice(0, existing.length),
    written,
  )) {
    if (pairs.hasOld(pair.old) || pairs.hasWritten(pair.written)) continue
    if (mayBeOne(pair.old, pair.written)) pairs.add(pair.old, pair.written)
  }
  for (const span of unpairedSpans(pairs, existing.length, written.length)) {
    for (const [index, old] of span.old.entries()) {
      const now = span.written[index]
      if (now !== undefined && mayBeOne(old, now)) pairs.add(old, now)
    }
  }

  const kept: KeptShot[] = []
  const inserted: { position: number; written: TreatmentShot }[] = []
  for (const [position, shot] of written.entries()) {
    const old = known[pairs.oldOf(position) ?? -1]
    if (!old) inserted.push({ position, written: shot })
    else kept.push({ shotId: old.id, position, written: withOldBlanks(shot, old.written) })
  }
  return { kept, inserted, trashed: existing.filter((_, index) => !pairs.hasOld(index)).map(shot => shot.id) }
}

function withOldBlanks(shot: TreatmentShot, old: TreatmentShot): TreatmentShot {
  return plainPrompt(shot) === plainPrompt(old) ? { ...shot, prompt: old.prompt } : shot
}

/** The unpaired whose prompts are alike, the most alike first; of equals those between the same neighbours, then the nearest. */
function likePairs(
  spans: readonly Span[],
  olds: readonly TreatmentShot[],
  written: readonly TreatmentShot[],
): { old: number; written: number }[] {
  const old = spans.flatMap((span, number) => span.old.map(index => ({ index, span: number })))
  const now = spans.flatMap((span, number) => span.written.map(index => ({ index, span: number })))
  if (old.length * now.length > MOST_COMPARISONS) return []
  const likenessOf = likenessAmong([...olds, ...written].map(shot => shot.prompt))
  const found = old.flatMap(a =>
    now.map(b => ({
      old: a.index,
      written: b.index,
      isInPlace: a.span === b.span,
      likeness: likenessOf(olds[a.index]!.prompt, written[b.index]!.prompt),
    })),
  )
  return found
    .filter(pair => pair.likeness >= (pair.isInPlace ? ALIKE_IN_PLACE : ALIKE_ANYWHERE))
    .toSorted(
      (a, b) =>
        b.likeness - a.likeness ||
        Number(b.isInPlace) - Number(a.isInPlace) ||
        Math.abs(a.old - a.written) - Math.abs(b.old - b.written) ||
        a.written - b.written,
    )
}
