import { z } from 'zod'
import { linkedNode, type Graph } from '#model/workflow.ts'

/** What the WebSocket tells of a job. */
export type Message =
  | { readonly kind: 'nodes'; readonly id: string; readonly nodes: readonly NodeProgress[] }
  /** The bar of the node that runs, where older servers say which that is. */
  | {
      readonly kind: 'bar'
      readonly id: string
      readonly node: string | null
      readonly value: number
      readonly max: number
    }
  /** Nodes that need not run. */
  | { readonly kind: 'cached'; readonly id: string; readonly nodes: readonly string[] }
  | { readonly kind: 'started' | 'ended'; readonly id: string }

export type NodeProgress = {
  readonly node: string
  readonly value: number
  readonly max: number
  readonly isFinished: boolean
}

const envelope = z.object({ type: z.string(), data: z.looseObject({ prompt_id: z.string() }) })
const bar = z.object({ value: z.number(), max: z.number().positive(), node: z.string().nullish() })
const nodeState = z.object({ value: z.number(), max: z.number().positive(), state: z.string() })

/** Reads one text message; null where it says nothing of a job, or nothing that is understood. */
export function readMessage(text: string): Message | null {
  const found = envelope.safeParse(parsed(text)).data
  if (!found) return null
  const { type, data } = found
  const { prompt_id: id } = data
  switch (type) {
    case 'execution_start':
      return { kind: 'started', id }
    case 'execution_success':
    case 'execution_error':
    case 'execution_interrupted':
      return { kind: 'ended', id }
    case 'executing':
      return data['node'] === null ? { kind: 'ended', id } : null
    case 'execution_cached': {
      const nodes = z.array(z.string()).safeParse(data['nodes']).data
      return nodes ? { kind: 'cached', id, nodes } : null
    }
    case 'progress': {
      const one = bar.safeParse(data).data
      return one ? { kind: 'bar', id, node: one.node ?? null, value: one.value, max: one.max } : null
    }
    case 'progress_state': {
      const states = z.record(z.string(), z.unknown()).safeParse(data['nodes']).data ?? {}
      const nodes = Object.entries(states).flatMap(([node, state]) => {
        const one = nodeState.safeParse(state).data
        return one ? [{ node, value: one.value, max: one.max, isFinished: one.state === 'finished' }] : []
      })
      return { kind: 'nodes', id, nodes }
    }
    default:
      return null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * How far a job is, 0..1, each node counted by its steps. Nodes that have not run yet are known from the graph alone; without it only
 * those that are told of count.
 */
export function overallProgress(
  nodes: readonly NodeProgress[],
  graph: Graph | undefined,
  cached: ReadonlySet<string>,
): number {
  const told = new Set(nodes.map(({ node }) => node))
  const toCome = Object.entries(graph ?? {}).filter(([id]) => !told.has(id) && !cached.has(id))
  const all = nodes.reduce((sum, { max }) => sum + max, 0) + toCome.reduce((sum, [id]) => sum + stepsOf(graph!, id), 0)
  const done = nodes.reduce((sum, { value, max, isFinished }) => sum + (isFinished ? max : Math.min(value, max)), 0)
  return all === 0 ? 0 : within(done / all)
}

/** The steps a node takes: those it says, or those of the node that plans them. */
function stepsOf(graph: Graph, id: string): number {
  const { inputs = {} } = graph[id] ?? {}
  const { steps, start_at_step: from = 0, end_at_step: to = Infinity, sigmas } = inputs
  if (typeof steps === 'number' && 'latent_image' in inputs) {
    return Math.max(1, Math.min(steps, Number(to)) - Number(from))
  }
  const planner = graph[linkedNode(sigmas) ?? '']?.inputs['steps']
  return typeof planner === 'number' ? planner : 1
}

function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction))
}
