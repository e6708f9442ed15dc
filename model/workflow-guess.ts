import { inputsIn, KINDS_FOR, numberKindOf, type InputCandidate } from './workflow-inputs.ts'
import { linkedNode, type Graph, type LengthRule, type Slot, type SlotName } from './workflow.ts'

/** A node that ends a workflow with a file. */
export type OutputNode = {
  readonly node: string
  readonly nodeTitle: string
  /** It, and all that it is made from. */
  readonly madeFrom: readonly string[]
}

const SAVES_VIDEO = /save.*(video|webm|webp|animat)|video.*(combine|save)/i
const SAVES = /save|combine/i

/** The nodes that save what a workflow makes, those of videos first. */
export function outputsIn(graph: Graph): readonly OutputNode[] {
  const saving = Object.entries(graph).filter(([, { class_type: type }]) => SAVES.test(type))
  return saving
    .toSorted(([, a], [, b]) => Number(SAVES_VIDEO.test(b.class_type)) - Number(SAVES_VIDEO.test(a.class_type)))
    .map(([node, { class_type: type, _meta: meta }]) => ({
      node,
      nodeTitle: (meta as { title?: string } | undefined)?.title ?? type,
      madeFrom: [...ancestors(graph, node)],
    }))
}

/** The part of a graph that a node is made from, with it: other ends of it, as previews, are left out. */
export function partFor(graph: Graph, output: string): Graph {
  const kept = ancestors(graph, output)
  return Object.fromEntries(Object.entries(graph).filter(([node]) => kept.has(node)))
}

function ancestors(graph: Graph, node: string, found = new Set<string>()): Set<string> {
  const inputs = graph[node]?.inputs
  if (!inputs || found.has(node)) return found
  found.add(node)
  for (const value of Object.values(inputs)) {
    const from = linkedNode(value)
    if (from !== null) ancestors(graph, from, found)
  }
  return found
}

/** What the studio would pick by itself: what is found goes before a person for a yes. */
export type WorkflowGuess = {
  readonly inputs: { readonly [Name in SlotName]?: readonly Slot[] }
  readonly lengthRule: LengthRule
  readonly fps: number
  /** Of the clip it makes as it stands. */
  readonly longestSeconds: number
  readonly width: number
  readonly height: number
}

const NUMBERS = ['seed', 'width', 'height', 'length', 'fps'] as const
const FPS = 24

/** Guesses which inputs of a graph are meant for what. */
export function guessPicks(graph: Graph): WorkflowGuess {
  const candidates = inputsIn(graph)
  const prompt = wordsFed(graph, candidates, 'positive') ?? candidates.find(({ kind }) => kind === 'text')
  const negative = wordsFed(graph, candidates, 'negative')
  const images = candidates.filter(({ kind }) => kind === 'image')
  const ends = images.filter(image => !isReferencePicture(image))
  const numbers = Object.fromEntries(NUMBERS.map(name => [name, numbersFor(graph, candidates, name)]))
  const valueOf = (name: (typeof NUMBERS)[number], otherwise: number): number =>
    Number(numbers[name]?.[0]?.value ?? otherwise)
  const picked: Partial<Record<SlotName, readonly InputCandidate[]>> = {
    ...numbers,
    prompt: prompt ? [prompt] : [],
    negative: negative && negative !== prompt ? [negative] : [],
    startImage: ends.slice(0, 1),
    endImage: ends.slice(1, 2),
    references: images.filter(isReferencePicture),
  }
  const fps = Math.max(1, Math.round(valueOf('fps', FPS)))
  const frames = valueOf('length', 0)
  return {
    inputs: Object.fromEntries(
      Object.entries(picked).map(([name, found]) => [name, found.map(({ node, input }) => ({ node, input }))]),
    ),
    lengthRule: ruleFor(graph, frames),
    fps,
    longestSeconds: Math.max(1, Math.floor(frames / fps) || 5),
    width: valueOf('width', 1280),
    height: valueOf('height', 720),
  }
}

/** Whether its node is called after what it is for: a picture of who or what is in the clip. */
export function isReferencePicture({ kind, nodeTitle }: InputCandidate): boolean {
  return kind === 'image' && /reference/i.test(nodeTitle)
}

/** The text that ends in an input called `positive` or `negative`. */
function wordsFed(graph: Graph, candidates: readonly InputCandidate[], role: string): InputCandidate | undefined {
  const seen = new Set<string>()
  function follow(node: string): InputCandidate | undefined {
    if (seen.has(node)) return undefined
    seen.add(node)
    const own = candidates.find(one => one.node === node && one.kind === 'text')
    if (own) return own
    const inputs = graph[node]?.inputs ?? {}
    // A node both pass through, as one that adds a first picture, has them apart.
    const ways = role in inputs ? [inputs[role]] : Object.values(inputs)
    for (const from of ways.map(linkedNode)) {
      const found = from === null ? undefined : follow(from)
      if (found) return found
    }
    return undefined
  }
  const ends = Object.values(graph).flatMap(({ inputs }) => linkedNode(inputs[role]) ?? [])
  for (const node of ends) {
    const found = follow(node)
    if (found) return found
  }
  return undefined
}

/** Inputs called by what they count, else the values that feed such inputs. */
function numbersFor(
  graph: Graph,
  candidates: readonly InputCandidate[],
  name: (typeof NUMBERS)[number],
): readonly InputCandidate[] {
  const [kind] = KINDS_FOR[name]
  const called = candidates.filter(one => one.kind === kind)
  if (called.length > 0) return called
  const feeding = new Set(
    Object.values(graph).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([input, value]) =>
        numberKindOf(input) === kind ? (linkedNode(value) ?? []) : [],
      ),
    ),
  )
  return candidates.filter(one => one.kind === 'number' && feeding.has(one.node))
}

/** What the makers of a model say of its lengths, by the number of frames that stands there. */
export const LENGTH_RULES: readonly LengthRule[] = [
  { multipleOf: 8, plus: 1 },
  { multipleOf: 4, plus: 1 },
  { multipleOf: 1, plus: 0 },
]

function ruleFor(graph: Graph, frames: number): LengthRule {
  const isLtx = Object.values(graph).some(({ class_type: type }) => /ltx/i.test(type))
  const [eights, fours, any] = LENGTH_RULES as [LengthRule, LengthRule, LengthRule]
  if (isLtx) return eights
  return frames % fours.multipleOf === fours.plus ? fours : any
}
