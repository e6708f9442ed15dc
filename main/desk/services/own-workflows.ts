import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { libraryTrouble } from '#main/library/disk-trouble.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ReadWorkflow, WorkflowWish } from '#model/contract/services-contract.ts'
import { StudioError } from '#model/errors.ts'
import { guessPicks, outputsIn, partFor } from '#model/workflow-guess.ts'
import { inputsIn, mapWorkflow, notInApiFormat } from '#model/workflow-inputs.ts'
import { graphSchema, type Graph, type Slot, type Workflow } from '#model/workflow.ts'
import type { DeskContext } from '../desk-context.ts'
import { resolveFile } from '../files-desk.ts'
import { demandService } from './demand-service.ts'
import { freeName } from './free-name.ts'
import { isOwnWorkflow, workflowModel } from './own-models.ts'
import { demandIdle, ownOf } from './own-servers.ts'
import { ownWorkflowFolder, shippedWorkflowFolder } from './workflow-folders.ts'

const MOST_BYTES = 4_000_000

/** Workflows of the user's own: a graph as ComfyUI exports it becomes a model, once it is known what goes where in it. */
export function ownWorkflows(context: DeskContext) {
  const { library, catalogue, background } = context
  const { db } = library

  const isTaken = (name: string): boolean =>
    [ownWorkflowFolder(context), shippedWorkflowFolder(context)].some(dir => existsSync(join(dir, `${name}.json`)))

  return {
    async readWorkflow(file: FileRef): Promise<ReadWorkflow> {
      const path = resolveFile(context, file)
      const text = await readGraphText(path)
      const graph = demandGraph(text)
      return {
        title: basename(path).replace(/\.json$/i, ''),
        graph: JSON.stringify(graph),
        outputs: outputsIn(graph),
        candidates: inputsIn(graph),
        guess: guessPicks(graph),
      }
    },

    addWorkflow({
      serviceId,
      graph,
      picks,
    }: {
      readonly serviceId: string
      readonly graph: string
      readonly picks: WorkflowWish
    }): { modelId: string } {
      const service = demandService(catalogue, serviceId)
      if (service.family !== 'comfyui') {
        throw new StudioError('services/not-comfyui', `${service.title} runs no workflows; ComfyUI does.`)
      }
      const workflow = demandMapped(demandGraph(graph), picks)
      return db.transaction(() => {
        const name = freeName(picks.title, isTaken)
        const model = workflowModel(service, name, picks)
        const own = ownOf(context, serviceId)
        saveOwnService(db, { entry: own?.entry ?? service, models: [...(own?.models ?? []), model] })
        // Last: where it fails, there is no model without a workflow.
        writeWorkflow(context, name, workflow)
        background.tryAgain()
        return { modelId: model.id }
      })
    },

    removeWorkflow(modelId: string): void {
      db.transaction(() => {
        const model = catalogue.models.find(({ id }) => id === modelId)
        const own = model && ownOf(context, model.provider)
        if (!model || !own || !isOwnWorkflow(model)) {
          throw new StudioError('services/unknown-workflow', 'This workflow is not there any more.')
        }
        demandIdle(context, own.entry)
        saveOwnService(db, { entry: own.entry, models: own.models.filter(({ id }) => id !== modelId) })
        rmSync(join(ownWorkflowFolder(context), `${String(model.wire['workflow'])}.json`), { force: true })
      })
    },
  }
}

async function readGraphText(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile()) throw notRead(`${path} cannot be read. Choose the file again.`)
  if (stats.size > MOST_BYTES) throw notRead(`${basename(path)} is too large to be a workflow.`)
  return readFile(path, 'utf8')
}

function demandGraph(text: string): Graph {
  const json = parsed(text)
  const graph = graphSchema.safeParse(json)
  if (graph.success) return graph.data
  throw notRead(notInApiFormat(json))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function demandMapped(graph: Graph, { title, output, inputs, lengthRule, fps }: WorkflowWish): Workflow {
  const part = partFor(graph, output)
  const rate = { numerator: fps, denominator: 1 }
  const fileName = fileNameIn(part, output)
  const mapped = mapWorkflow(part, { title, lengthRule, rate, inputs: { ...filled(inputs), ...fileName } })
  if (mapped.isUsable) return mapped.workflow
  throw new StudioError('workflow/not-mapped', mapped.problems.join(' '), { kind: 'usage' })
}

/** Slots for which nothing is picked are not there. */
function filled(inputs: WorkflowWish['inputs']): WorkflowWish['inputs'] {
  return Object.fromEntries(Object.entries(inputs).filter(([, slots]) => slots.length > 0))
}

function fileNameIn(part: Graph, output: string): { readonly fileName?: readonly Slot[] } {
  const found = inputsIn(part).find(({ node, kind }) => node === output && kind === 'file-name')
  return found ? { fileName: [{ node: found.node, input: found.input }] } : {}
}

function writeWorkflow(context: DeskContext, name: string, workflow: Workflow): void {
  const folder = ownWorkflowFolder(context)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(workflow, null, 2), { flag: 'wx', flush: true })
  } catch (error) {
    throw libraryTrouble(error, context.library.dir)
  }
}

function notRead(message: string): StudioError {
  return new StudioError('workflow/not-read', message)
}
