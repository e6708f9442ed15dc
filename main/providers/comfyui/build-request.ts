import type { RequestSpec } from '#model/request.ts'
import { sentText } from '#model/sent-text.ts'
import { framesToAsk, linkedNode, type Graph, type Slot, type Workflow } from '#model/workflow.ts'

/** The pictures of a request, by their names among the server's inputs. */
export type SentFrames = {
  readonly firstFrame: string | null
  readonly lastFrame: string | null
  readonly references?: readonly string[]
}

/**
 * The graph to queue for one job: what the shot asks for in its named inputs, all else as the workflow has it. A picture that is not
 * sent goes, with its node and the links to it: the nodes it fed take that as none. `jobId` names the file, so that no two
 * jobs are the same to the server, which would run the second one only in part.
 * @param renamed model files by the name in the workflow, where the server has them under another
 */
export function buildGraph(
  workflow: Workflow,
  spec: RequestSpec,
  { firstFrame, lastFrame, references = [] }: SentFrames,
  jobId: string,
  renamed: ReadonlyMap<string, string> = new Map(),
): Graph {
  const { inputs, rate } = workflow
  const graph: Graph = structuredClone(workflow.graph)
  for (const { inputs } of Object.values(graph)) {
    for (const [name, value] of Object.entries(inputs))
      if (typeof value === 'string' && renamed.has(value)) inputs[name] = renamed.get(value)
  }
  write(graph, inputs.prompt, () => sentText(spec))
  if (spec.negative !== '') write(graph, inputs.negative, own => joined(own, spec.negative))
  write(graph, inputs.seed, () => spec.seed)
  write(graph, inputs.width, () => spec.width)
  write(graph, inputs.height, () => spec.height)
  write(graph, inputs.length, () => framesToAsk(workflow, spec.askTicks))
  write(graph, inputs.fps, () => Math.round((1000 * rate.numerator) / rate.denominator) / 1000)
  write(graph, inputs.fileName, () => `flythrough/${jobId}`)
  for (const [slots, picture] of [
    [inputs.startImage, firstFrame],
    [inputs.endImage, lastFrame],
    ...(inputs.references ?? []).map((slot, index) => [[slot], references[index] ?? null] as const),
  ] as const) {
    if (picture !== null) write(graph, slots, () => picture)
    else for (const { node } of slots ?? []) remove(graph, node)
  }
  return graph
}

function write(graph: Graph, slots: readonly Slot[] | undefined, value: (own: unknown) => unknown): void {
  for (const { node, input } of slots ?? []) {
    const inputs = graph[node]?.inputs
    if (inputs) inputs[input] = value(inputs[input])
  }
}

/** A workflow's own counter-words stay: they keep its model from what it does badly. */
function joined(own: unknown, more: string): string {
  return typeof own === 'string' && own.trim() !== '' ? `${own.trim()}, ${more}` : more
}

function remove(graph: Graph, gone: string): void {
  delete graph[gone]
  for (const { inputs } of Object.values(graph)) {
    for (const [name, value] of Object.entries(inputs)) if (linkedNode(value) === gone) delete inputs[name]
  }
}
