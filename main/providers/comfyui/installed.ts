import { z } from 'zod'
import type { Workflow } from '#model/workflow.ts'

/** What a workflow needs and the server does not have, and how the server calls what it does. */
export type Installed = {
  readonly missingNodes: readonly string[]
  readonly missingModels: Workflow['needs']['models']
  /** The name in the workflow to that at the server, where it lies in another folder. */
  readonly renamed: ReadonlyMap<string, string>
}

const nodeInfo = z.object({
  input: z.object({
    required: z.record(z.string(), z.unknown()).nullish(),
    optional: z.record(z.string(), z.unknown()).nullish(),
  }),
})

/**
 * Compares a workflow with what `/object_info` says of its node types.
 * @param objectInfo by node type; one that is not in it is not installed
 */
export function installedOf(workflow: Workflow, objectInfo: Readonly<Record<string, unknown>>): Installed {
  const { graph, needs } = workflow
  const types = new Set([...needs.nodes, ...Object.values(graph).map(({ class_type: type }) => type)])
  const missingNodes = [...types].filter(type => !(type in objectInfo)).toSorted()
  const renamed = new Map<string, string>()
  const missingModels = needs.models.filter(({ file }) => {
    const offers = Object.values(graph).flatMap(({ class_type: type, inputs }) =>
      Object.entries(inputs)
        .filter(([, value]) => value === file)
        .flatMap(([name]) => [optionsOf(objectInfo[type], name)].filter(options => options !== null)),
    )
    // A node that lists no files takes any, for all that is known.
    const wanting = offers.filter(options => !options.includes(file))
    if (wanting.length === 0) return false
    const elsewhere = wanting[0]!.find(option => baseName(option) === baseName(file))
    if (elsewhere === undefined || !offers.every(options => options.includes(elsewhere))) return true
    renamed.set(file, elsewhere)
    return false
  })
  return { missingNodes, missingModels, renamed }
}

/** The values an input may have: older servers list them first, newer ones under `options`. Null where it takes any. */
function optionsOf(info: unknown, name: string): readonly string[] | null {
  const input = nodeInfo.safeParse(info).data?.input
  const said = input?.required?.[name] ?? input?.optional?.[name]
  if (!Array.isArray(said)) return null
  const [first, second] = said as readonly unknown[]
  const listed = Array.isArray(first)
    ? first
    : z.object({ options: z.array(z.unknown()) }).safeParse(second).data?.options
  return listed ? listed.filter((option): option is string => typeof option === 'string') : null
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

/** What to install, in a sentence; null where nothing is missing. */
export function whatToInstall({ missingNodes, missingModels }: Installed, title: string): string | null {
  const files = missingModels.map(({ file, folder }) => (folder === null ? file : `${file} (into models/${folder})`))
  const parts = [
    ...(missingNodes.length > 0 ? [`the nodes ${missingNodes.join(', ')} (update ComfyUI or add them)`] : []),
    ...(files.length > 0 ? [`the model files ${files.join(', ')}`] : []),
  ]
  return parts.length === 0 ? null : `ComfyUI lacks what “${title}” needs: ${parts.join(', and ')}.`
}
