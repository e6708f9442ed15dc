import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { SECTION_LABELS } from '../song.ts'
import { fileRef } from './file-ref.ts'
import { songEdit, span, tick } from './song-edit.ts'

const ofProject = z.object({ projectId: z.string() })
const share = z.number().min(0).max(1)

const doubtReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['half', 'double']), bpm: z.number() }),
  z.object({ kind: z.literal('drifts'), mostOffMs: z.int() }),
  z.object({ kind: z.enum(['slows', 'quickens', 'quiet', 'no-drums', 'no-beat', 'even-grid', 'unclear']) }),
])

const songScreen = z.object({
  mediaId: z.string(),
  file: z.object({ name: z.string(), sizeBytes: z.int(), isMissing: z.boolean() }),
  tags: z.object({
    title: z.string().nullable(),
    artist: z.string().nullable(),
    album: z.string().nullable(),
    year: z.int().nullable(),
  }),
  /** At /cover/<mediaId>. */
  hasCover: z.boolean(),
  sampleRate: z.int(),
  durationTicks: tick,
  grid: z.enum(['beat', 'onset', 'even']),
  tempoBpm: z.number().nullable(),
  meter: z.int().nullable(),
  beats: z.array(tick),
  downbeats: z.array(tick),
  energy: z.object({ stepTicks: tick, values: z.array(z.number()) }),
  sections: z.array(
    span.extend({
      label: z.enum(SECTION_LABELS),
      /** As a person named it, else its kind, counted. */
      name: z.string(),
      isNamedByHand: z.boolean(),
      confidence: share,
    }),
  ),
  confidence: share,
  doubts: z.array(span.extend({ confidence: share, reason: doubtReason })),
  settled: z.array(span),
  /** Which parts hands have set. */
  repaired: z.object({ grid: z.boolean(), sections: z.boolean() }),
  /** Beats have moved under what was planned and cut: edges of places, and cuts of the newest version, that stand beside them. */
  offBeat: z.object({ plan: z.int(), cuts: z.int() }),
  /** What a person should know about the file. */
  warnings: z.array(z.string()),
})
export type SongScreen = z.infer<typeof songScreen>

/** A new song on its way in: first what can be seen of it, then how far it is heard, then that it is there. */
const hearing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('waveform'),
    projectId: z.string(),
    title: z.string(),
    artist: z.string().nullable(),
    durationTicks: tick,
    sampleRate: z.int(),
    samplesPerBucket: z.int(),
    /** Lowest and highest value of each bucket in turn, -127..127. */
    minMax: z.array(z.int().min(-127).max(127)),
  }),
  z.object({ kind: z.literal('progress'), share }),
  z.object({ kind: z.literal('done'), projectId: z.string() }),
])
export type Hearing = z.infer<typeof hearing>

const lostPlace = z.object({
  what: z.enum(['cut', 'clip', 'marker', 'sound', 'place', 'section']),
  /** In the old song. */
  atTicks: tick,
  /** Of the cut's version; null for what is not in a cut. */
  sequenceName: z.string().nullable(),
  /** The number of the shot it belongs to; null where it has none. */
  shotNumber: z.int().nullable(),
  /** A marker's or section's words. */
  name: z.string(),
})

const mapPiece = z.object({ oldStartTicks: tick, oldEndTicks: tick, newStartTicks: tick, newEndTicks: tick })

/** What replacing the song would do. */
const comparison = z.object({
  comparisonId: z.string(),
  fileName: z.string(),
  /** False where hardly anything of the old song was found: then everything stays at its time, and repairs stay behind. */
  isSame: z.boolean(),
  oldDurationTicks: tick,
  newDurationTicks: tick,
  pieces: z.array(mapPiece),
  /** In the old song's time. */
  lostSpans: z.array(span),
  /** In the new song's time. */
  addedSpans: z.array(span),
  /** How much of the old song was recognised. */
  matchedShare: share,
  cutCount: z.int(),
  placeCount: z.int(),
  lost: z.array(lostPlace),
  /** Clips that are longer than their takes from now on. */
  held: z.array(lostPlace),
})
export type SongComparison = z.infer<typeof comparison>
export type LostInReplacing = z.infer<typeof lostPlace>

const comparing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), step: z.enum(['hearing', 'comparing']), share }),
  z.object({ kind: z.literal('compared'), comparison }),
])
export type Comparing = z.infer<typeof comparing>

/**
 * - `open`: null for a project without a song, or whose song is still being heard (then `hear`). Throws project/unknown.
 * - `take`: takes a song in, into a project that has none or into a new one. The work goes on when the caller leaves. Throws what
 *   is wrong with the file (song/not-audio ...), song/already-there, song/being-heard, files/unreadable, upload/gone.
 * - `hear`: watches a song being heard, or hears one that this version of the program has not; ends at once where all is there.
 * - `repair`: does edits as one gesture of that name. Throws song/none and what the edits throw.
 * - `moveCuts`: the cuts of the newest version go to the beats as they are now.
 * - `compare`: aligns a new master to the project's song by its sound, and tells what would become of everything. Keeps nothing.
 *   Throws as `take` does, song/the-same-file, media/missing.
 * - `replace`: does what a comparison told, as one step of undo. Throws song/compare-again.
 */
export const songContract = {
  open: oc.input(ofProject).output(songScreen.nullable()),
  take: oc.input(z.object({ projectId: z.string().nullable(), file: fileRef })).output(eventIterator(hearing)),
  hear: oc.input(ofProject).output(eventIterator(hearing)),
  repair: oc
    .input(ofProject.extend({ edits: z.array(songEdit).min(1).max(100), name: z.string().min(1).max(80) }))
    .output(z.void()),
  moveCuts: oc.input(ofProject).output(z.void()),
  compare: oc.input(ofProject.extend({ file: fileRef })).output(eventIterator(comparing)),
  replace: oc.input(ofProject.extend({ comparisonId: z.string() })).output(z.void()),
}
