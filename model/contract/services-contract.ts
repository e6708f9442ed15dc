import { oc } from '@orpc/contract'
import { z } from 'zod'
import { FAMILIES, type ModelLengths, type ModelPrice, type ModelSizes } from '../catalogue.ts'
import { SERVICE_STATES } from '../service-state.ts'
import { SERVICE_TROUBLES } from '../service-trouble.ts'
import type { OutputNode, WorkflowGuess } from '../workflow-guess.ts'
import type { InputCandidate } from '../workflow-inputs.ts'
import type { SlotName } from '../workflow.ts'
import { fileRef } from './file-ref.ts'

/** The families of servers that a person may run, and add. */
export const OWN_FAMILIES = ['openai-videos', 'comfyui', 'sd-cpp'] as const
export type OwnFamily = (typeof OWN_FAMILIES)[number]

/** What a person picks of a workflow. */
export const PICKED_SLOTS = [
  ...(['prompt', 'negative', 'seed', 'width', 'height'] as const),
  ...(['length', 'fps', 'startImage', 'endImage', 'references'] as const),
] as const satisfies readonly SlotName[]
export type PickedSlot = (typeof PICKED_SLOTS)[number]

const serviceModel = z.object({
  id: z.string(),
  title: z.string(),
  /** What the service calls it. */
  wireName: z.string(),
  lengths: z.custom<ModelLengths>(),
  sizes: z.custom<ModelSizes>(),
  price: z.custom<ModelPrice>(),
  /** Since when it is no more, and the title of the one its maker names in its place; null of one that lives. */
  retired: z.object({ onDay: z.string(), successor: z.string().nullable() }).nullable(),
  /** A workflow that the user has added. */
  isOwnWorkflow: z.boolean(),
  /** It is sent the fields of the open-source servers too. */
  isExtended: z.boolean(),
})
export type ServiceModel = z.infer<typeof serviceModel>

const serviceFacts = z.object({
  id: z.string(),
  title: z.string(),
  family: z.enum(FAMILIES),
  /** Null of what runs in this program. */
  baseUrl: z.string().nullable(),
  /** On this very machine: it works without a connection. */
  isLocal: z.boolean(),
  /** A server that a person runs: its address can be changed. */
  isServer: z.boolean(),
  /** `moved`: shipped, at an address of the user's. `own`: added by the user. */
  origin: z.enum(['shipped', 'moved', 'own']),
  /** The key itself is told nobody. Null where it takes none. */
  key: z
    .object({
      /** What the service calls it, and where one gets it. */
      name: z.string(),
      page: z.string().nullable(),
      isOptional: z.boolean(),
      /**
       * From where it comes; null where there is none. `environment`: it cannot be changed from here. `elsewhere`: the kept one was
       * given for another address, is not sent, and counts as none.
       */
      source: z.enum(['kept', 'environment', 'elsewhere']).nullable(),
      /** Why there is none though one was given, in a sentence. */
      trouble: z.string().nullable(),
    })
    .nullable(),
  /** Why it takes no requests now, in a sentence, and until when; null until = until a person does something. */
  pause: z
    .object({
      kind: z.enum(SERVICE_TROUBLES),
      message: z.string(),
      sinceMs: z.int(),
      untilMs: z.int().nullable(),
    })
    .nullable(),
  state: z.enum(SERVICE_STATES),
  models: z.array(serviceModel),
})
export type ServiceFacts = z.infer<typeof serviceFacts>

const testResult = z.object({
  /** Why it cannot be worked with, and what to do, in a sentence; null where it can. */
  trouble: z.string().nullable(),
  /** What is left at the service, where it says so. */
  balance: z.union([z.object({ microUsd: z.int() }), z.object({ text: z.string() })]).nullable(),
  /** What to know of it though it works, a sentence each. */
  notes: z.array(z.string()),
})
export type ServiceTest = z.infer<typeof testResult>

const pixels = z.int().min(16).max(8192)

const ownModel = z.object({
  /** As the server calls it. */
  name: z.string().trim().min(1).max(200),
  sizes: z
    .array(z.object({ width: pixels, height: pixels }))
    .min(1)
    .max(30)
    .readonly(),
  seconds: z.array(z.number().min(0.5).max(600)).min(1).max(60).readonly(),
})
export type OwnModel = z.infer<typeof ownModel>

const ownServer = z.object({
  title: z.string().trim().min(1).max(80),
  /** As it was typed; http where it does not say. */
  address: z.string().max(500),
  /** What an `openai-videos` server makes; others know their models themselves. */
  models: z.array(ownModel).max(100).readonly(),
  /** Whether its clips are paid for. */
  isPaid: z.boolean(),
  /** Whether it reads the fields of the open-source servers too: seed, counter-words, count of frames. Others may refuse them. */
  isExtended: z.boolean(),
})
export type OwnServer = z.infer<typeof ownServer>

const workflowText = z.string().max(4_000_000)

const readWorkflow = z.object({
  /** A name to begin with. */
  title: z.string(),
  /** The graph, to be sent back with the picks. */
  graph: workflowText,
  outputs: z.custom<readonly OutputNode[]>(),
  candidates: z.custom<readonly InputCandidate[]>(),
  guess: z.custom<WorkflowGuess>(),
})
export type ReadWorkflow = z.infer<typeof readWorkflow>

const slot = z.object({ node: z.string().max(200), input: z.string().max(200) })

const workflowPicks = z.object({
  title: z.string().trim().min(1).max(80),
  /** The node that saves the clip. */
  output: z.string().max(200),
  inputs: z.partialRecord(z.enum(PICKED_SLOTS), z.array(slot).max(100).readonly()),
  lengthRule: z.object({ multipleOf: z.int().min(1).max(64), plus: z.int().min(0).max(63) }),
  fps: z.int().min(1).max(120),
  longestSeconds: z.number().min(0.5).max(600),
  /** The largest clip it makes. */
  width: pixels,
  height: pixels,
})
export type WorkflowWish = z.infer<typeof workflowPicks>

const serviceId = z.string().min(1).max(100)
const ofService = z.object({ serviceId })

/**
 * The services that takes are asked of. A key goes in and never comes out: no answer, error or event holds one. All of one
 * service throw services/unknown.
 *
 * - `list`: every service, those of the catalogue first.
 * - `ownModels`: how many models stand in the user's own file, where that is, and what is wrong with it.
 * - `setKey`: keeps it, in the place of the one before; what waited for a key goes out then. Throws services/bad-key,
 *   services/no-key-wanted, services/key-from-environment, keys/….
 * - `removeKey`: throws services/key-from-environment, keys/….
 * - `test`: asks whether it answers and takes the key; costs nothing. What waited for that goes out then.
 * - `tryNow`: works with it again at once, though it was in trouble.
 * - `addServer`, `changeServer`: a server of the user's own; a shipped one of these families may be moved. Throw
 *   services/bad-address, services/no-models, services/same-model-twice, services/not-own.
 * - `removeServer`: a moved one is again where it was. Throws services/has-work while something is asked of it, services/not-own.
 * - `readWorkflow`: what a workflow file of ComfyUI holds. Throws workflow/not-read, files/…, upload/gone.
 * - `addWorkflow`: makes a model of it. Throws workflow/not-mapped, services/not-comfyui, library/….
 * - `removeWorkflow`: throws services/unknown-workflow, services/has-work.
 */
export const servicesContract = {
  list: oc.output(z.array(serviceFacts)),
  ownModels: oc.output(z.object({ path: z.string(), count: z.int(), trouble: z.string().nullable() })),
  setKey: oc.input(z.object({ serviceId, key: z.string() })).output(z.void()),
  removeKey: oc.input(ofService).output(z.void()),
  test: oc.input(ofService).output(testResult),
  tryNow: oc.input(ofService).output(z.void()),
  addServer: oc.input(ownServer.extend({ family: z.enum(OWN_FAMILIES) })).output(z.object({ serviceId })),
  changeServer: oc.input(ownServer.extend({ serviceId })).output(z.void()),
  removeServer: oc.input(ofService).output(z.void()),
  readWorkflow: oc.input(z.object({ file: fileRef })).output(readWorkflow),
  addWorkflow: oc
    .input(z.object({ serviceId, graph: workflowText, picks: workflowPicks }))
    .output(z.object({ modelId: z.string() })),
  removeWorkflow: oc.input(z.object({ modelId: z.string() })).output(z.void()),
}
