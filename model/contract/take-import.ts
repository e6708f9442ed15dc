import { z } from 'zod'
import { fileRef } from './file-ref.ts'

/** How sure the match is: told by the file itself, by likeness, between several shots, or not at all. */
export const MATCH_CONFIDENCES = ['sure', 'likely', 'unclear', 'none'] as const

/** What a file would become, before anything is taken in. */
const importProposal = z.object({
  file: fileRef,
  name: z.string(),
  sizeBytes: z.int(),
  kind: z.enum(['clip', 'still']),
  /** Null of pictures and of what cannot be read. */
  facts: z
    .object({
      width: z.int(),
      height: z.int(),
      rate: z.object({ numerator: z.int(), denominator: z.int() }),
      durationTicks: z.int(),
    })
    .nullable(),
  /** The shot it seems to belong to; null = none, or several. */
  shotId: z.string().nullable(),
  /** Other shots that could claim it. */
  among: z.array(z.string()),
  confidence: z.enum(MATCH_CONFIDENCES),
  /** By what it was matched, for people: "its number in the name". */
  why: z.string(),
  /** Whether it is in the project already, or in its trash, from where it would come back. */
  standing: z.enum(['new', 'already-there', 'in-trash']),
  /** Why it cannot be taken in, in a sentence; null when it can. */
  problem: z.string().nullable(),
  /** Something to know of it that does not hinder. */
  remark: z.string().nullable(),
})
export type ImportProposal = z.infer<typeof importProposal>

export const reviewEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looking'), done: z.int(), total: z.int() }),
  z.object({
    kind: z.literal('review'),
    proposals: z.array(importProposal),
    /** Folders passed over, and why. */
    remarks: z.array(z.string()),
  }),
])
export type ReviewEvent = z.infer<typeof reviewEvent>

export const importEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taking-in'), done: z.int(), total: z.int() }),
  z.object({
    kind: z.literal('done'),
    takeIds: z.array(z.string()),
    refused: z.array(z.object({ name: z.string(), why: z.string() })),
  }),
])
export type ImportEvent = z.infer<typeof importEvent>

/** A clip that has come into the watched folder. */
export const arrivedFile = z.object({
  path: z.string().min(1).max(4096),
  name: z.string(),
  sizeBytes: z.int(),
  changedAtMs: z.int(),
})
export type ArrivedFile = z.infer<typeof arrivedFile>
