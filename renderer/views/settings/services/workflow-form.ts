import { PICKED_SLOTS, type PickedSlot, type ReadWorkflow } from '#model/contract/services-contract.ts'
import { isReferencePicture } from '#model/workflow-guess.ts'
import { KINDS_FOR, type InputCandidate } from '#model/workflow-inputs.ts'
import type { Slot } from '#model/workflow.ts'
import { texts } from '../../../texts.ts'

const { workflow: words } = texts.services

/** What is picked for a slot: an input, all that fit best, or nothing. */
export type SlotOption = { readonly value: string; readonly label: string; readonly slots: readonly Slot[] }

const NOTHING = ''
const ALL = 'all'
/** What every workflow must be told. */
const NEEDED: ReadonlySet<PickedSlot> = new Set(['prompt', 'width', 'height', 'length'])
/** One number may stand in several nodes; of words, and of first and last pictures, each has its own meaning. */
const MAY_BE_SEVERAL: ReadonlySet<PickedSlot> = new Set(['seed', 'width', 'height', 'length', 'fps', 'references'])
const MOST_VALUE_CHARS = 40

/** What can be picked for a slot among what the chosen output is made from. */
export function optionsFor(
  { outputs, candidates }: Pick<ReadWorkflow, 'outputs' | 'candidates'>,
  output: string,
  slot: PickedSlot,
): readonly SlotOption[] {
  const madeFrom = new Set(outputs.find(({ node }) => node === output)?.madeFrom)
  const kinds = KINDS_FOR[slot]
  const fitting = candidates
    .filter(({ node, kind }) => madeFrom.has(node) && kinds.includes(kind))
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
  const best = fitting.filter(({ kind }) => kind === kinds[0])
  const called = slot === 'references' ? best.filter(isReferencePicture) : []
  const together = called.length > 0 ? called : best
  const label = (called.length > 0 ? words.allCalledReference : words.all)(together.length)
  const several =
    MAY_BE_SEVERAL.has(slot) && together.length > 1 ? [{ value: ALL, label, slots: together.map(slotOf) }] : []
  const nothing = { value: NOTHING, label: NEEDED.has(slot) ? words.pick : words.notUsed, slots: [] }
  return [
    nothing,
    ...several,
    ...fitting.map(one => ({ value: keyOf(one), label: labelOf(one), slots: [slotOf(one)] })),
  ]
}

/** The values of the fields for what the studio has guessed. */
export function firstPicks(read: ReadWorkflow, output: string): Record<PickedSlot, string> {
  return Object.fromEntries(
    PICKED_SLOTS.map(slot => {
      const guessed = (read.guess.inputs[slot] ?? []).map(keyOf).toSorted().join(' ')
      const found = optionsFor(read, output, slot).find(
        ({ slots }) => slots.length > 0 && slots.map(keyOf).toSorted().join(' ') === guessed,
      )
      return [slot, found?.value ?? NOTHING]
    }),
  ) as Record<PickedSlot, string>
}

function keyOf({ node, input }: Slot): string {
  return `${node}/${input}`
}

function slotOf({ node, input }: InputCandidate): Slot {
  return { node, input }
}

function labelOf({ nodeTitle, input, value }: InputCandidate): string {
  const text = String(value).replaceAll(/\s+/g, ' ').trim()
  const short = text.length > MOST_VALUE_CHARS ? `${text.slice(0, MOST_VALUE_CHARS)}…` : text
  return words.candidate(nodeTitle, input, short === '' ? words.emptyValue : short)
}
