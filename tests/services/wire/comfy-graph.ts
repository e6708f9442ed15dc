import { isFields, type Fields } from '../core/call.ts'
import type { ClipWish } from '../core/jobs.ts'
import type { Settings } from '../core/settings.ts'

export type ComfyError = {
  readonly type: string
  readonly message: string
  readonly details: string
  readonly extra_info: Fields
}
export type NodeErrors = Readonly<
  Record<string, { readonly errors: readonly ComfyError[]; readonly class_type: string }>
>

const OUTPUT_NODES = ['SaveVideo', 'SaveWEBM', 'SaveAnimatedWEBP', 'SaveImage', 'VHS_VideoCombine']

/** Inputs by which a node loads a file that must be there. */
export const FILE_INPUTS: Readonly<Record<string, readonly string[]>> = {
  CLIPLoader: ['clip_name'],
  LoadImage: ['image'],
  LoadVideo: ['file'],
  LoraLoaderModelOnly: ['lora_name'],
  UNETLoader: ['unet_name'],
  VAELoader: ['vae_name'],
}

export function isOutputNode(classType: string): boolean {
  return OUTPUT_NODES.includes(classType)
}

export function comfyError(type: string, message: string, details = ''): ComfyError {
  return { type, message, details, extra_info: {} }
}

/** Ids of the nodes that write files. */
export function outputsOf(graph: Fields): string[] {
  return Object.entries(graph)
    .filter(([, node]) => isFields(node) && isOutputNode(String(node['class_type'])))
    .map(([id]) => id)
}

/** What is wrong with a graph in API format, or null. Which inputs a node needs is not looked at, only those it has. */
export function graphError(
  graph: Fields,
  settings: Settings['comfyui'],
  uploads: readonly string[],
): { readonly error: ComfyError; readonly nodes: NodeErrors } | null {
  for (const [id, node] of Object.entries(graph)) {
    if (!isFields(node) || typeof node['class_type'] !== 'string' || !isFields(node['inputs'])) {
      return {
        error: comfyError(
          'invalid_prompt',
          'Cannot execute because a node is missing the class_type property.',
          `Node ID '#${id}'`,
        ),
        nodes: {},
      }
    }
    if (!settings.nodes.includes(node['class_type'])) {
      const message = `Node '${node['class_type']}' not found. The custom node may not be installed.`
      return { error: comfyError('missing_node_type', message, `Node ID '#${id}'`), nodes: {} }
    }
  }
  if (outputsOf(graph).length === 0)
    return { error: comfyError('prompt_no_outputs', 'Prompt has no outputs'), nodes: {} }
  const nodes: Record<string, { errors: ComfyError[]; class_type: string }> = {}
  for (const [id, node] of Object.entries(graph as Record<string, Fields>)) {
    const errors = nodeErrors(node, graph, settings, uploads)
    if (errors.length > 0) nodes[id] = { errors, class_type: String(node['class_type']) }
  }
  if (Object.keys(nodes).length === 0) return null
  return { error: comfyError('prompt_outputs_failed_validation', 'Prompt outputs failed validation'), nodes }
}

function nodeErrors(
  node: Fields,
  graph: Fields,
  settings: Settings['comfyui'],
  uploads: readonly string[],
): ComfyError[] {
  const files = FILE_INPUTS[String(node['class_type'])] ?? []
  return Object.entries(node['inputs'] as Fields).flatMap(([name, value]) => {
    if (Array.isArray(value)) {
      const [from, slot] = value as unknown[]
      const isLink =
        value.length === 2 && typeof from === 'string' && Number.isInteger(slot) && graph[from] !== undefined
      return isLink ? [] : [comfyError('bad_linked_input', 'Bad linked input, must be a length-2 list', name)]
    }
    if (!files.includes(name)) return []
    if (name === 'image' || name === 'file') {
      if (uploads.includes(String(value))) return []
      return [
        comfyError(
          'custom_validation_failed',
          'Custom validation failed for node',
          `${name} - Invalid image file: ${String(value)}`,
        ),
      ]
    }
    const known = settings.models[name]
    if (!known || known.includes(String(value))) return []
    return [comfyError('value_not_in_list', 'Value not in list', `${name}: '${String(value)}' not in list`)]
  })
}

/** The inputs of all nodes that go by one of these names and are no links, in the order of the graph. */
function inputsNamed(graph: Fields, names: readonly string[]): unknown[] {
  return Object.values(graph as Record<string, Fields>).flatMap(node =>
    Object.entries(node['inputs'] as Fields)
      .filter(([name, value]) => names.includes(name) && !Array.isArray(value))
      .map(([, value]) => value),
  )
}

/** What a graph asks for, as far as its nodes say it in the usual words. */
export function graphWish(graph: Fields): ClipWish {
  const number = (...names: readonly string[]): number | null =>
    inputsNamed(graph, names).find(value => typeof value === 'number') ?? null
  const prompt = inputsNamed(graph, ['text', 'prompt']).find(value => typeof value === 'string')
  const length = number('length', 'num_frames')
  const fps = number('fps', 'frame_rate')
  const isWebm = Object.values(graph as Record<string, Fields>).some(node => node['class_type'] === 'SaveWEBM')
  return {
    prompt: prompt ?? null,
    seconds: length !== null && fps !== null && fps > 0 ? length / fps : null,
    width: number('width'),
    height: number('height'),
    fps,
    seed: number('noise_seed', 'seed'),
    format: isWebm ? 'webm' : 'mp4',
  }
}
