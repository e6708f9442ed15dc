import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { REJECT_REASONS } from '../reject-reason.ts'
import { JUDGEMENTS } from '../take.ts'
import { boundEnds } from './bound-ends.ts'
import { fileRef } from './file-ref.ts'
import { arrivedFile, importEvent, reviewEvent } from './take-import.ts'
import { dailies, lookWord, remakeAsk, remakePlan, remakeWish, retiredModel } from './take-remake.ts'

const videoFacts = z.object({
  width: z.int(),
  height: z.int(),
  rate: z.object({ numerator: z.int(), denominator: z.int() }),
  frameCount: z.int(),
  durationTicks: z.int(),
})

/** A take as its tile shows it. */
const takeRow = z.object({
  id: z.string(),
  shotIds: z.array(z.string()),
  /** Take k of its shot, from 1. */
  number: z.int(),
  judgement: z.enum(JUDGEMENTS),
  stars: z.int().min(0).max(5),
  note: z.string(),
  /** Why it was rejected. */
  reasons: z.array(z.enum(REJECT_REASONS)),
  /** Of a look test: which of its looks, from 1, and the shot it was tried on, null when that has gone. */
  triedLook: z.object({ number: z.int(), shotNumber: z.int().nullable() }).nullable(),
  /** Null while its request has not delivered. */
  media: z.object({ id: z.string(), facts: videoFacts }).nullable(),
  bound: boundEnds.optional(),
  /** What was asked of whom; null for a clip that a person brought. */
  request: z.object({ id: z.string(), modelId: z.string(), model: z.string(), askTicks: z.int() }).nullable(),
  createdAtMs: z.int(),
})
export type TakeRow = z.infer<typeof takeRow>

/** A shot as the head of its row of takes. */
const takeShot = z.object({
  id: z.string(),
  /** As counted on screen, from 1. */
  number: z.int(),
  /** What happens, or where that is not written the prompt. */
  title: z.string(),
  /** Film frames; null until it is laid out. */
  place: z.object({ startFrame: z.int(), endFrame: z.int() }).nullable(),
})
export type TakeShot = z.infer<typeof takeShot>

const takeDetail = z.object({
  id: z.string(),
  /** What was asked, or what the file says. */
  prompt: z.string(),
  /** Of the version of its shot's words that it was asked with. */
  version: z.int().nullable(),
  /** The take of the same shot that was asked for before this one, and its prompt. */
  previous: z.object({ number: z.int(), version: z.int().nullable(), prompt: z.string() }).nullable(),
  /** Null for a clip that a person brought. */
  asked: z
    .object({
      /** Its name, or its id where nobody knows it any more; likewise the model's. */
      service: z.string(),
      model: z.string(),
      modelId: z.string(),
      modelVersion: z.int(),
      isModelKnown: z.boolean(),
      /** `2026-09-24`; null of a model that is live, or that nobody knows. */
      shutDownOnDay: z.string().nullable(),
      /** What the service says it was made with, as far as it says so. */
      reported: z.object({ model: z.string().nullable(), version: z.string().nullable(), seed: z.int().nullable() }),
      /** All words in one, as a service that takes one text is sent them. */
      text: z.string(),
      negative: z.string(),
      /** Null where the model takes none. */
      seed: z.int().nullable(),
      width: z.int(),
      height: z.int(),
      rate: z.object({ numerator: z.int(), denominator: z.int() }),
      askTicks: z.int(),
      isWithSound: z.boolean(),
      /** Media that it was to begin and end on. */
      firstFrame: z.string().nullable(),
      lastFrame: z.string().nullable(),
      /** Media that went along to show who and what is in it, in their order. */
      references: z.array(z.string()),
      /** Clips of the pictures before the first and after the last, of models that take several. */
      leadIn: z.string().nullable(),
      leadOut: z.string().nullable(),
      /** How many pictures of `leadIn` its clip begins with. */
      leadPictures: z.int(),
      requestId: z.string(),
      jobId: z.string().nullable(),
      /** Null where nobody says. */
      estimateMicroUsd: z.int().nullable(),
      costMicroUsd: z.int().nullable(),
      /** When it was asked for; when it was sent, taken and here as far as it has come. */
      atMs: z.int(),
      sentAtMs: z.int().nullable(),
      acceptedAtMs: z.int().nullable(),
      readyAtMs: z.int().nullable(),
    })
    .nullable(),
  /** The take it is a variation of. */
  parent: z.object({ id: z.string(), number: z.int(), shotNumber: z.int().nullable() }).nullable(),
  /** How many takes were made from it. */
  variations: z.int(),
  /** The file it came in as; null while there is none. */
  file: z.object({ name: z.string() }).nullable(),
  /** The versions of the cut that show it, with how many clips of each. */
  usedIn: z.array(z.object({ sequence: z.string(), clips: z.int() })),
})
export type TakeDetail = z.infer<typeof takeDetail>

const importFile = z.object({ file: fileRef, shotIds: z.array(z.string()).max(100) })
export type ImportFile = z.infer<typeof importFile>

const projectId = z.string()
const takeIds = z.array(z.string()).min(1).max(10_000)

/**
 * Takes of one project. What a hand does to them is one named gesture of the document 'takes'; fails with project/unknown,
 * take/unknown.
 * - `list`: every take, or those in the trash; oldest first. Requests that were dropped leave no take.
 * - `missing`: the files (media) of takes that are not where they were, or are others now: a look at the disk.
 * - `shots`: what the rows of the grid are headed with.
 * - `detail`: for the inspector.
 * - `search`: takes with these words (or words that begin so) in what was sent, note or shot, or in the names of service, model, seed and job.
 * - `judge`: keeps, rejects, circles or clears. A shot has one circled take: the one before becomes kept.
 * - `setReason`: why these rejected ones were rejected; null = for no reason. Any other judgement takes the reasons away.
 * - `see`: unseen ones were looked at. No gesture.
 * - `setShots`: makes them takes of these shots alone; of none: of the Board.
 * - `review`: looks at files and tells which shot each seems to belong to; nothing is taken in. Folders are looked through.
 * - `takeIn`: takes files in as the review says: clips as takes, pictures as board frames of their shots.
 * - `watch`: from now on new clips in this folder are told of; null ends that.
 * - `arrivals`: the watched folder and the new clips in it, as they come.
 * - `dismiss`: these are not wanted.
 * - `lookWords`: those that a take was asked for with, each once. Fails with take/not-asked.
 * - `planRemake`: what would be asked, of whom, for how much, and what would be another; nothing is asked. Fails with
 *   services/no-key, and as `outbox.ask` does.
 * - `remake`: asks for it at the price that was shown: at another one nothing is asked for. Answers how many takes. Fails as both do.
 * - `retiredModels`: models shut down that shots without a chosen take would still be asked of.
 * - `dailies`: what came since dailies were last watched to their end.
 * - `endDailies`: what came before `untilMs` was watched to the end, or passed over.
 */
export const takesContract = {
  list: oc.input(z.object({ projectId, isTrash: z.boolean() })).output(eventIterator(z.array(takeRow))),
  missing: oc.input(z.object({ projectId })).output(z.array(z.string())),
  shots: oc.input(z.object({ projectId })).output(z.array(takeShot)),
  detail: oc.input(z.object({ takeId: z.string() })).output(takeDetail),
  search: oc.input(z.object({ projectId, text: z.string().max(200) })).output(z.array(z.string())),
  judge: oc.input(z.object({ projectId, takeIds, judgement: z.enum(JUDGEMENTS) })).output(z.void()),
  setReason: oc
    .input(z.object({ projectId, takeIds, reason: z.enum(REJECT_REASONS).nullable(), isGiven: z.boolean() }))
    .output(z.void()),
  see: oc.input(z.object({ projectId, takeIds })).output(z.void()),
  rate: oc.input(z.object({ projectId, takeIds, stars: z.int().min(0).max(5) })).output(z.void()),
  note: oc.input(z.object({ projectId, takeId: z.string(), note: z.string().max(10_000) })).output(z.void()),
  setShots: oc.input(z.object({ projectId, takeIds, shotIds: z.array(z.string()).max(100) })).output(z.void()),
  trash: oc.input(z.object({ projectId, takeIds })).output(z.void()),
  restore: oc.input(z.object({ projectId, takeIds })).output(z.void()),
  review: oc
    .input(z.object({ projectId, files: z.array(fileRef).min(1).max(10_000) }))
    .output(eventIterator(reviewEvent)),
  takeIn: oc
    .input(z.object({ projectId, files: z.array(importFile).min(1).max(10_000) }))
    .output(eventIterator(importEvent)),
  watch: oc.input(z.object({ projectId, folder: z.string().min(1).max(4096).nullable() })).output(z.void()),
  arrivals: oc
    .input(z.object({ projectId }))
    .output(
      eventIterator(z.object({ folder: z.string().nullable(), isReadable: z.boolean(), files: z.array(arrivedFile) })),
    ),
  dismiss: oc.input(z.object({ projectId, files: z.array(arrivedFile).min(1).max(10_000) })).output(z.void()),
  lookWords: oc.input(z.object({ projectId, takeId: z.string() })).output(z.array(lookWord)),
  planRemake: oc.input(remakeWish).output(remakePlan),
  remake: oc.input(remakeAsk).output(z.object({ asked: z.int() })),
  retiredModels: oc.input(z.object({ projectId })).output(z.array(retiredModel)),
  dailies: oc.input(z.object({ projectId })).output(dailies),
  endDailies: oc.input(z.object({ projectId, untilMs: z.int().nonnegative() })).output(z.void()),
}
