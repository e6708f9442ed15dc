import { z } from 'zod'
import { framesCovering, type Ticks } from './time.ts'

/** One input of one node of a graph. */
const slot = z.object({ node: z.string(), input: z.string() })

/** What is written there may stand in several nodes: the rate of a film, say, or a seed. */
const slots = z.union([slot.transform(one => [one]), z.array(slot).min(1)])

const graphNode = z.looseObject({ class_type: z.string().min(1), inputs: z.record(z.string(), z.unknown()) })

/** A graph in ComfyUI's API format: nodes by their id; an input is a value, or a link `[node, output]`. */
export const graphSchema = z.record(z.string(), graphNode).refine(graph => Object.keys(graph).length > 0, 'it is empty')

/** What the studio fills in, and what of it every workflow must have. */
const workflowInputs = z.object({
  prompt: slots,
  negative: slots.optional(),
  seed: slots.optional(),
  width: slots,
  height: slots,
  /** The length of the clip in frames. */
  length: slots,
  fps: slots.optional(),
  startImage: slots.optional(),
  endImage: slots.optional(),
  /** One for each reference picture, in the order in which they are filled. */
  references: slots.optional(),
  /** The beginning of the names of the files it saves. */
  fileName: slots.optional(),
})

/** A clip has `multipleOf` x n + `plus` frames: 4n+1, 8n+1, 17k+5. */
const lengthRule = z
  .object({ multipleOf: z.int().positive(), plus: z.int().nonnegative() })
  .refine(({ multipleOf, plus }) => plus < multipleOf || multipleOf === 1, 'what is added is more than a step')

const modelFile = z.object({
  file: z.string().min(1),
  /** Below ComfyUI's folder `models`; null where nobody knows. */
  folder: z.string().nullable(),
})

/** A workflow file: a graph, and where in it the studio writes what a shot asks for. */
export const workflowSchema = z.object({
  title: z.string().min(1),
  graph: graphSchema,
  inputs: workflowInputs,
  lengthRule,
  /** Frames per second of the clips it makes. */
  rate: z.object({ numerator: z.int().positive(), denominator: z.int().positive() }),
  /** Node types and model files that must be installed. */
  needs: z.object({ nodes: z.array(z.string()), models: z.array(modelFile) }),
})

export type Slot = z.infer<typeof slot>
export type Graph = z.infer<typeof graphSchema>
export type SlotName = keyof z.infer<typeof workflowInputs>
export type LengthRule = z.infer<typeof lengthRule>
export type Workflow = z.infer<typeof workflowSchema>

/** The fewest frames a workflow makes that cover `askTicks` at its own rate. */
export function framesToAsk(
  { lengthRule, rate }: { readonly lengthRule: LengthRule; readonly rate: Workflow['rate'] },
  askTicks: Ticks,
): number {
  const { multipleOf, plus } = lengthRule
  const steps = Math.ceil((framesCovering(askTicks, rate) - plus) / multipleOf)
  // One frame is a picture, no clip.
  return Math.max(plus > 1 ? 0 : 1, steps) * multipleOf + plus
}

/** The node an input is fed by; null where it is a value. */
export function linkedNode(value: unknown): string | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [node, output] = value as readonly unknown[]
  return (typeof node === 'string' || typeof node === 'number') && Number.isInteger(output) ? String(node) : null
}
