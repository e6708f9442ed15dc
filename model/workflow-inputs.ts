import { z } from 'zod'
import {
  graphSchema,
  linkedNode,
  workflowSchema,
  type Graph,
  type Slot,
  type SlotName,
  type Workflow,
} from './workflow.ts'

/** What an input can take. `number` is one that says nothing of what it counts. */
export type InputKind = 'text' | 'seed' | 'width' | 'height' | 'length' | 'fps' | 'number' | 'image' | 'file-name'

/** An input of the user's own workflow that the studio could write to. */
export type InputCandidate = Slot & {
  /** What the user calls the node, else its type. */
  readonly nodeTitle: string
  readonly classType: string
  readonly kind: InputKind
  readonly value: string | number
}

/** What fits into each slot, the best first. */
export const KINDS_FOR: Readonly<Record<SlotName, readonly InputKind[]>> = {
  prompt: ['text'],
  negative: ['text'],
  seed: ['seed', 'number'],
  width: ['width', 'number'],
  height: ['height', 'number'],
  length: ['length', 'number'],
  fps: ['fps', 'number'],
  startImage: ['image'],
  endImage: ['image'],
  references: ['image'],
  fileName: ['file-name'],
}

const NUMBER_KINDS: readonly (readonly [RegExp, InputKind])[] = [
  [/^(noise_)?seed$/, 'seed'],
  [/^width$/, 'width'],
  [/^height$/, 'height'],
  [/^(length|(num_|video_)?frames|frame_count|frames_number)$/, 'length'],
  [/^(fps|frame_?rate)$/, 'fps'],
]
const TEXT_INPUT = /^(text|prompt|positive|negative|positive_prompt|negative_prompt|string)$/
/** Nodes that hold one value which others are fed with. */
const VALUE_NODE = /primitive|constant/i

/** Lists what can be picked in a graph, in the order of its nodes. What another node feeds is not among it. */
export function inputsIn(graph: Graph): readonly InputCandidate[] {
  return Object.entries(graph).flatMap(([node, { class_type: classType, inputs, ...rest }]) => {
    const nodeTitle = titleIn(rest['_meta']) ?? classType
    return Object.entries(inputs).flatMap(([input, value]): InputCandidate[] => {
      const kind = kindOf(classType, input, value)
      if (kind === null || (typeof value !== 'string' && typeof value !== 'number')) return []
      return [{ node, input, nodeTitle, classType, kind, value }]
    })
  })
}

function kindOf(classType: string, input: string, value: unknown): InputKind | null {
  if (typeof value === 'number') {
    return numberKindOf(input) ?? (VALUE_NODE.test(classType) && input === 'value' ? 'number' : null)
  }
  if (typeof value !== 'string') return null
  if (input === 'image' && /LoadImage/.test(classType)) return 'image'
  if (input === 'filename_prefix') return 'file-name'
  if (TEXT_INPUT.test(input) || (VALUE_NODE.test(classType) && input === 'value')) return 'text'
  return null
}

/** What an input of that name counts; null where its name does not say. */
export function numberKindOf(input: string): InputKind | null {
  return NUMBER_KINDS.find(([name]) => name.test(input))?.[1] ?? null
}

function titleIn(meta: unknown): string | null {
  const title = z.object({ title: z.string().min(1) }).safeParse(meta).data?.title
  return title ?? null
}

/** What the user has picked; a slot may be picked in several nodes. */
export type WorkflowPicks = Pick<Workflow, 'title' | 'lengthRule' | 'rate'> & {
  readonly inputs: { readonly [Name in SlotName]?: readonly Slot[] | undefined }
}

export type MappedWorkflow =
  | { readonly isUsable: true; readonly workflow: Workflow }
  /** What is wrong with it, a sentence each. */
  | { readonly isUsable: false; readonly problems: readonly string[] }

const SLOT_WORDS: Readonly<Record<SlotName, string>> = {
  prompt: 'the prompt',
  negative: 'the counter-words',
  seed: 'the seed',
  width: 'the width',
  height: 'the height',
  length: 'the number of frames',
  fps: 'the frame rate',
  startImage: 'the first picture',
  endImage: 'the last picture',
  references: 'the reference pictures',
  fileName: 'the name of the file',
}
const NEEDED: readonly SlotName[] = ['prompt', 'width', 'height', 'length']

/** Makes a workflow of the user's own graph and picks. `graph` is what the user's file holds, whatever that is. */
export function mapWorkflow(graph: unknown, picks: WorkflowPicks): MappedWorkflow {
  const read = graphSchema.safeParse(graph)
  if (!read.success) return { isUsable: false, problems: [notInApiFormat(graph)] }
  const problems = problemsOf(read.data, picks)
  if (problems.length > 0) return { isUsable: false, problems }
  const needs = { nodes: nodeTypesIn(read.data), models: modelFilesIn(read.data) }
  const made = workflowSchema.safeParse({ ...picks, graph: read.data, needs })
  if (made.success) return { isUsable: true, workflow: made.data }
  return { isUsable: false, problems: made.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`) }
}

/** Why a file is no workflow that can be taken in, in a sentence. */
export function notInApiFormat(graph: unknown): string {
  const isOfPage = typeof graph === 'object' && graph !== null && 'nodes' in graph && 'links' in graph
  return isOfPage
    ? 'This is a workflow as ComfyUI’s page keeps it. Save it there with “Export (API)” and take that file.'
    : 'This is no workflow in ComfyUI’s API format. Save it there with “Export (API)” and take that file.'
}

function problemsOf(graph: Graph, { inputs }: WorkflowPicks): string[] {
  const candidates = inputsIn(graph)
  const missing = NEEDED.filter(name => (inputs[name] ?? []).length === 0).map(
    name => `Nothing is picked for ${SLOT_WORDS[name]}.`,
  )
  const picked = (Object.keys(inputs) as SlotName[]).map(name => [name, inputs[name] ?? []] as const)
  const wrong = picked.flatMap(([name, slots]) =>
    slots.flatMap(slot => slotProblem(graph, candidates, name, slot) ?? []),
  )
  const places = picked.flatMap(([name, slots]) =>
    slots.map(({ node, input }) => ({ name, place: `${node}/${input}` })),
  )
  const twice = places.filter(({ name, place }) => places.some(other => other.place === place && other.name < name))
  const clashes = twice.map(({ name, place }) => `The input ${place} is picked twice, also for ${SLOT_WORDS[name]}.`)
  const saves = Object.values(graph).some(({ class_type: type }) => /save|combine/i.test(type))
  const unsaved = saves ? [] : ['None of its nodes saves a video. Add one that does, as SaveVideo.']
  return [...missing, ...wrong, ...clashes, ...unsaved]
}

function slotProblem(
  graph: Graph,
  candidates: readonly InputCandidate[],
  name: SlotName,
  { node, input }: Slot,
): string | null {
  const known = graph[node]
  const what = SLOT_WORDS[name]
  if (!known) return `There is no node ${node}, which is picked for ${what}.`
  const place = `“${input}” of node ${node} (${known.class_type})`
  if (!(input in known.inputs)) return `There is no input ${place}, which is picked for ${what}.`
  const from = linkedNode(known.inputs[input])
  if (from !== null) return `The input ${place} is fed by node ${from}: pick ${what} there.`
  const found = candidates.find(one => one.node === node && one.input === input)
  return found && KINDS_FOR[name].includes(found.kind) ? null : `The input ${place} does not take ${what}.`
}

/** The types of node a graph is made of, each once. */
export function nodeTypesIn(graph: Graph): string[] {
  return [...new Set(Object.values(graph).map(({ class_type: type }) => type))].toSorted()
}

const MODEL_FILE = /\.(safetensors|sft|gguf|ckpt|pth?|bin)$/i
const FOLDER_OF: Readonly<Record<string, string>> = {
  ckpt_name: 'checkpoints',
  clip_name: 'text_encoders',
  lora_name: 'loras',
  text_encoder: 'text_encoders',
  unet_name: 'diffusion_models',
  vae_name: 'vae',
}

/** The model files a graph loads, each once. */
export function modelFilesIn(graph: Graph): Workflow['needs']['models'] {
  const found = new Map<string, string | null>()
  for (const { inputs } of Object.values(graph)) {
    for (const [input, value] of Object.entries(inputs)) {
      const name = input.replace(/\d+$/, '')
      if (typeof value === 'string' && MODEL_FILE.test(value) && !found.has(value))
        found.set(value, FOLDER_OF[name] ?? null)
    }
  }
  return [...found].map(([file, folder]) => ({ file, folder }))
}
