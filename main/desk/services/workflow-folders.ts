import { join } from 'node:path'
import { loadWorkflow } from '#main/providers/comfyui/load-workflow.ts'
import type { Workflow } from '#model/workflow.ts'
import type { DeskContext } from '../desk-context.ts'

type Places = Pick<DeskContext, 'library' | 'host'>

/** Where the user's own workflows lie: with the library whose models they are. */
export function ownWorkflowFolder({ library }: Pick<Places, 'library'>): string {
  return join(library.dir, 'workflows')
}

export function shippedWorkflowFolder({ host }: Pick<Places, 'host'>): string {
  return join(host.resourcesDir, 'workflows')
}

/** A workflow by its name, the user's own before those shipped. Throws StudioError workflow/missing | workflow/invalid. */
export function workflowNamed(places: Places, name: string): Workflow {
  return loadWorkflow([ownWorkflowFolder(places), shippedWorkflowFolder(places)], name)
}
