import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { CHECK_KINDS } from '../checks/check.ts'
import { PRESET_NAMES } from '../render-presets.ts'
import { renderFacts } from './render-facts.ts'

const id = z.string().min(1).max(100)
const frame = z.int().nonnegative()
const cutWish = z.object({ projectId: id, sequenceId: id })

/** Frames of the film; null = all of it. `section` is what the span is called, where it is one. */
const span = z.object({ startFrame: frame, endFrame: frame, section: z.string().min(1).max(200).nullable() }).nullable()
export type RenderSpanWish = z.infer<typeof span>

const cut = z.object({
  id: z.string(),
  name: z.string(),
  frames: frame,
  headFrames: frame,
  rate: z.object({ numerator: z.int(), denominator: z.int() }),
  width: z.int(),
  height: z.int(),
})
export type RenderCut = z.infer<typeof cut>

const check = z.object({
  kind: z.enum(CHECK_KINDS),
  verdict: z.enum(['fine', 'look', 'stop']),
  total: z.int(),
  /** At most `MOST_PLACES` of them, in the order of the film. */
  places: z.array(
    z.object({
      frame,
      itemId: z.string().nullable(),
      shotId: z.string().nullable(),
      shotNumber: z.int().nullable(),
      amount: z.int(),
      bar: z.string().nullable(),
    }),
  ),
  count: z.int(),
})
export type FilmCheck = z.infer<typeof check>

export const MOST_PLACES = 200

/** The check for flashing, while the pictures are looked at: the share that is done, and the finding when all are. */
const flashing = z.object({ share: z.number(), check: check.nullable() })
export type FlashingCheck = z.infer<typeof flashing>

const offer = z.object({
  preset: z.enum(PRESET_NAMES),
  width: z.int(),
  height: z.int(),
  /** Why it cannot be had on this machine, in a sentence; null when it can. */
  trouble: z.string().nullable(),
  /** Estimates: the file, and what is still to be done for it. */
  sizeBytes: z.int(),
  seconds: z.number(),
  pieces: z.int(),
  /** Of those, what is there from an earlier render. */
  piecesReady: z.int(),
})
export type RenderOffer = z.infer<typeof offer>

const offers = z.object({
  /** Why nothing can be rendered here, in a sentence; null when films can be. */
  trouble: z.string().nullable(),
  /** Where films go. */
  folder: z.string(),
  offers: z.array(offer),
})
export type RenderOffers = z.infer<typeof offers>

export const RENDER_STATES = ['queued', 'running', 'done', 'failed', 'stopped'] as const

/** Where a failure is mended: room on the disk, another folder for the film, its lost files, or the settings. */
const remedy = z.enum(['room', 'folder', 'files', 'settings'])
export type RenderRemedy = z.infer<typeof remedy>

const row = z.object({
  id: z.string(),
  cutName: z.string(),
  /** Null of a render by a version that kept no such thing. */
  preset: z.enum(PRESET_NAMES).nullable(),
  span,
  fileName: z.string(),
  folder: z.string(),
  state: z.enum(RENDER_STATES),
  /** Why it failed, in a sentence. */
  failure: z.string().nullable(),
  remedies: z.array(remedy),
  facts: renderFacts.nullable(),
  /** Of a finished one: whether the file is where it was written. */
  isFileThere: z.boolean(),
  /** Whether it was ever in work: what was finished of it is kept. */
  isBegun: z.boolean(),
  isAgainPossible: z.boolean(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
})
export type RenderListRow = z.infer<typeof row>

export const renderProgress = z.object({
  renderId: z.string(),
  doneFrames: z.int(),
  totalFrames: z.int(),
  secondsLeft: z.number().nullable(),
  /** Encoded in a second, on average; null before anything is. */
  framesPerSecond: z.number().nullable(),
  step: z.enum(['encoding', 'joining', 'checking']),
  /** Every piece, in the order of the film. */
  pieces: z.array(z.enum(['waiting', 'running', 'ready'])),
})
export type RenderProgressEvent = z.infer<typeof renderProgress>

const named = z.object({ renderId: id })

/**
 * - `cuts`: the versions of a project's edit that can be rendered, newest first.
 * - `check`: what should be looked at before. Fails with sequence/unknown.
 * - `flashing`: the same of what takes a look at every picture, as far as it is. Ends with the finding. Fails with
 *   sequence/unknown, library/read-only, media/*, ffmpeg/*.
 * - `offers`: each preset with the size and time it would take. Fails with sequence/unknown, ffmpeg/*.
 * - `enqueue`: the cut as it is now will be rendered when its turn comes, into a file that is not there yet. Fails with
 *   sequence/unknown, render/empty-span, render/no-folder, render/read-only.
 * - `list`: what waits and runs, then what is over, newest first.
 * - `progress`: how far running renders are, several times a second, as long as the caller listens.
 * - `cancel`, `again`, `remove`: a film is stopped, wanted once more (also where its file is gone) behind all others and in
 *   the folder for films of now, or taken off the list (its file stays). Fail with render/settled when it is too late, or
 *   too early.
 */
export const rendersContract = {
  cuts: oc.input(z.object({ projectId: id })).output(z.array(cut)),
  check: oc.input(cutWish).output(z.array(check)),
  flashing: oc.input(cutWish).output(eventIterator(flashing)),
  offers: oc.input(cutWish.extend({ span })).output(offers),
  enqueue: oc.input(cutWish.extend({ preset: z.enum(PRESET_NAMES), span })).output(z.object({ id: z.string() })),
  list: oc.input(z.object({ projectId: id })).output(z.array(row)),
  progress: oc.output(eventIterator(z.array(renderProgress))),
  cancel: oc.input(named).output(z.void()),
  again: oc.input(named).output(z.void()),
  remove: oc.input(named).output(z.void()),
}
