import { oc } from '@orpc/contract'
import { z } from 'zod'
import { boundEnds } from './bound-ends.ts'
import { editSchema, sequenceSchema } from './edit-schema.ts'
import { fileRef } from './file-ref.ts'

/** One version of the cut, newest first in lists. */
const sequenceCard = z.object({
  id: z.string(),
  name: z.string(),
  /** Grows with every change. */
  revision: z.int(),
  createdAtMs: z.int(),
})
export type SequenceCard = z.infer<typeof sequenceCard>

const openSequence = z.object({ sequence: sequenceSchema, revision: z.int() })
export type OpenSequence = z.infer<typeof openSequence>

/** What edits must know of a file that a cut may use: its length, and the rate of its pictures (null for sounds). */
const sourceFacts = z.object({
  mediaId: z.string(),
  /** As it came. */
  fileName: z.string(),
  durationTicks: z.int(),
  rate: z.object({ numerator: z.int(), denominator: z.int() }).nullable(),
  /** Of its pictures; null for sounds. */
  size: z.object({ width: z.int(), height: z.int() }).nullable(),
  bound: boundEnds.optional(),
})
export type SourceFacts = z.infer<typeof sourceFacts>

const caption = z.object({
  shotId: z.string(),
  /** As counted on screen, from 1. */
  number: z.int(),
  text: z.string(),
})
export type Caption = z.infer<typeof caption>

const assemblyPreview = z.object({
  /** How many shots would get their take, and how many that no hand touched would show what was chosen since. */
  filled: z.int(),
  renewed: z.int(),
  /** Shots without a take: cards stand in their places. */
  missing: z.int(),
  /** Shots that show a take nobody has chosen. */
  notChosen: z.int(),
  /** What a new version would do otherwise than the one that is open, in plain phrases; empty without one. */
  differences: z.array(z.string()),
  /** What a new version would be called. */
  newName: z.string(),
})
export type AssemblyPreview = z.infer<typeof assemblyPreview>

const project = { projectId: z.string() }
const version = { ...project, sequenceId: z.string() }
const name = z.string().trim().min(1).max(120)
const transition = z.enum(['cut', 'dissolve'])

/**
 * The versions of a project's cut. A sequence's history is the document `sequence:<id>`.
 * - `list`: newest first.
 * - `open`: fails with sequence/unknown.
 * - `sources`: of all files that the project's cuts may use, also of takes in the trash.
 * - `captions`: what a render writes over each shot, also over those in the trash.
 * - `edit`: one gesture on top of the revision it was made on; answers the new one. Fails with sequence/unknown, sequence/stale,
 *   take/unknown, edit/refused; nothing is done then. Edits of one `series` that follow each other are one entry of the history. What is
 *   sent again under the same `gesture` is done once.
 * - `duplicate`: answers the new version's id. `rename`: fails with sequence/name-taken.
 * - `previewAssembly`: what assembling would do; changes nothing. `sequenceId` null = there is none yet.
 * - `assemble`: fills what hands left open in a version, or makes a new one; answers its id. Fails with sequence/no-song,
 *   sequence/no-shots, plan/…, sequence/unknown, as the preview does.
 * - `takeInSound`: takes a sound file in, for the tracks beside the song. Fails with song/… .
 * - `useTake`: puts a take into the newest version at its shot; answers where. Fails with sequence/none, take/unknown.
 */
export const sequencesContract = {
  list: oc.input(z.object(project)).output(z.array(sequenceCard)),
  open: oc.input(z.object(version)).output(openSequence),
  sources: oc.input(z.object(project)).output(z.array(sourceFacts)),
  captions: oc.input(z.object(project)).output(z.array(caption)),
  edit: oc
    .input(
      z.object({
        ...version,
        baseRevision: z.int(),
        name: z.string().min(1).max(120),
        edits: z.array(editSchema).min(1).max(20_000),
        series: z.string().min(1).max(60).optional(),
        gesture: z.string().min(1).max(60).optional(),
      }),
    )
    .output(z.object({ revision: z.int() })),
  duplicate: oc.input(z.object(version)).output(z.object({ sequenceId: z.string() })),
  rename: oc.input(z.object({ ...version, name })).output(z.void()),
  previewAssembly: oc
    .input(z.object({ ...project, sequenceId: z.string().nullable(), transition }))
    .output(assemblyPreview),
  assemble: oc
    .input(
      z.object({ ...project, sequenceId: z.string().nullable(), transition, how: z.enum(['fill', 'new-version']) }),
    )
    .output(z.object({ sequenceId: z.string() })),
  takeInSound: oc.input(z.object({ ...project, file: fileRef })).output(sourceFacts),
  useTake: oc
    .input(z.object({ ...project, takeId: z.string(), shotId: z.string() }))
    .output(z.object({ sequenceId: z.string(), frame: z.int() })),
}
