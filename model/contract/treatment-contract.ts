import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { PlanRequest } from '../plan/plan.ts'
import { PASSAGE_KINDS } from '../prompt/passage.ts'
import type { PromptParts } from '../prompt/said.ts'
import type { ModelReading } from '../prompt/what-is-sent.ts'
import type { WordRecord } from '../prompt/word-record.ts'
import type { TakesReferences } from '../reference-stills.ts'
import type { AskedWords } from '../shot-words.ts'
import { SECTION_LABELS } from '../song.ts'
import { fileRef } from './file-ref.ts'

/** What stands in a cell of the table and can be typed there. */
export const SHOT_COLUMNS = ['whatHappens', 'prompt', 'cameraMove', 'passage', 'section', 'model'] as const
export type ShotColumn = (typeof SHOT_COLUMNS)[number]

/** How far a shot is: the best of its takes, else what became of the requests for one. */
export const SHOT_STATES = [
  'circled',
  'kept',
  'running',
  'waiting',
  'unseen',
  'none-kept',
  'uncertain',
  'failed',
  'no-take',
] as const
export type ShotState = (typeof SHOT_STATES)[number]

const frameRange = z.object({ startFrame: z.int(), endFrame: z.int() })
const chips = z.array(z.string())
const cellText = z.string().max(20_000)
const wordList = z.array(z.string().max(400)).max(200)

const treatmentShot = z.object({
  id: z.string(),
  /** As counted on screen, from 1. */
  number: z.int(),
  whatHappens: z.string(),
  prompt: z.string(),
  cameraMove: z.string(),
  /** How it goes out, then after a > how the next one comes in. */
  passage: z.string(),
  passageThrough: z.string(),
  passageKind: z.enum(PASSAGE_KINDS),
  passageCarries: chips,
  /** Where its passage leads: to the shot that follows, nowhere yet, or to one that does not follow any more. */
  passageTo: z.discriminatedUnion('state', [
    z.object({ state: z.enum(['next', 'none']) }),
    /** `number` is null where that shot has gone. */
    z.object({ state: z.literal('elsewhere'), number: z.int().nullable() }),
  ]),
  /** The section it was written for, as written. */
  section: z.string(),
  /** A model of its own; '' = the project's. */
  model: z.string(),
  /** Look words of its own. */
  style: chips,
  negative: chips,
  /** Its board frame. */
  stillId: z.string().nullable(),
  /** The section it stands in; null where nothing is planned. */
  sectionKey: z.string().nullable(),
  place: frameRange.nullable(),
  /** The bar its place begins in, from 1; 0 before the first. */
  bar: z.int().nullable(),
  askTicks: z.int().nullable(),
  /** The newest frozen version of its words; 0 without one. */
  version: z.int(),
  /** True where the words are others now than in that version. */
  isNewer: z.boolean(),
  /** True where something in what would be sent does not resolve, is too long for the model, or is put together by a template that is none. */
  isUnclear: z.boolean(),
  state: z.enum(SHOT_STATES),
  /** The video of its best take. */
  posterId: z.string().nullable(),
})
export type TreatmentRow = z.infer<typeof treatmentShot>

const treatmentSection = z.object({
  /** Its words are kept under it. */
  key: z.string(),
  name: z.string(),
  label: z.enum(SECTION_LABELS),
  startFrame: z.int(),
  endFrame: z.int(),
  /** From 1; half open. */
  startBar: z.int(),
  endBar: z.int(),
  story: z.string(),
  style: chips,
  negative: chips,
})
export type TreatmentSection = z.infer<typeof treatmentSection>

const compromise = z.object({
  rule: z.string(),
  message: z.string(),
  shot: z.int().optional(),
  frame: z.int().optional(),
})

const treatmentVariable = z.object({
  id: z.string(),
  group: z.string(),
  name: z.string(),
  text: z.string(),
  /** Its pictures. */
  stills: chips,
})
export type TreatmentVariable = z.infer<typeof treatmentVariable>

const treatmentView = z.object({
  title: z.string(),
  rate: z.object({ numerator: z.int(), denominator: z.int() }),
  /** Null without a song that was heard. */
  songFrames: z.int().nullable(),
  sections: z.array(treatmentSection),
  style: chips,
  negative: chips,
  pacing: z.int(),
  /** The model of shots that name none. */
  model: z.string(),
  /** What takes can be asked of, and what film and shots have chosen. */
  models: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Who makes clips with it; null, as its longest clip, of one that nobody knows any more. */
      serviceId: z.string().nullable(),
      /** The longest clip it makes. */
      longestTicks: z.int().nullable(),
      /** Why no take can be asked of it, in a sentence; null where one can. */
      trouble: z.string().nullable(),
    }),
  ),
  /** How prompts are put together for the models of film and shots that take one text. */
  templates: z.array(
    z.object({
      model: z.string(),
      title: z.string(),
      /** As the model comes. */
      standard: z.string(),
      /** The user's own; null = the standard one. */
      own: z.string().nullable(),
    }),
  ),
  shots: z.array(treatmentShot),
  /** People, places and things that recur, used as `{{group.name}}`. */
  variables: z.array(treatmentVariable),
  compromises: z.array(compromise),
  /** True where song, shots, models or pacing are others than the plan was made from. */
  isPlanOld: z.boolean(),
  /** Why no new plan can be made, in a sentence; null where one can. */
  planProblem: z.string().nullable(),
})
export type TreatmentView = z.infer<typeof treatmentView>

const cellChange = z.object({
  shotId: z.string(),
  /** As counted now. */
  number: z.int(),
  column: z.enum(SHOT_COLUMNS),
  before: z.string(),
  after: z.string(),
})
export type CellChange = z.infer<typeof cellChange>

const numberedPrompt = z.object({ number: z.int(), prompt: z.string() })

const pasteReading = z.object({
  format: z.enum(['text', 'markdown', 'csv', 'json']),
  /** How many shots the text holds. */
  count: z.int(),
  style: chips.nullable(),
  negative: chips.nullable(),
  /** What would become of the shots there are, if the text were a new version of all of them; null where nobody asked. */
  asNewVersion: z
    .object({
      changes: z.array(cellChange),
      /** Shots that would stand elsewhere in the order. */
      moved: z.int(),
      added: z.array(numberedPrompt),
      trashed: z.array(numberedPrompt),
    })
    .nullable(),
})
export type PasteReading = z.infer<typeof pasteReading>

/** The words of a shot that is not there yet; what is not said of it is empty. */
const shotText = z.partialRecord(z.enum(SHOT_COLUMNS), cellText)
export type ShotText = z.infer<typeof shotText>

const newShot = z.object({
  words: shotText,
  /** Look words of its own. */
  style: wordList.optional(),
  negative: wordList.optional(),
})
export type NewShot = z.infer<typeof newShot>

const answerReading = z.object({
  changes: z.array(cellChange),
  /** Shots with numbers beyond the last. */
  added: z.array(z.object({ number: z.int(), words: shotText })),
  /** Numbers that were read and change nothing. */
  unchanged: z.array(z.int()),
})
export type AnswerReading = z.infer<typeof answerReading>

const sentWords = z.object({
  /** All that is said of the shot: what is sent is put together of it anew while a person types. */
  parts: z.custom<PromptParts>(),
  reading: z.custom<ModelReading>(),
  modelTitle: z.string(),
  /** Which reference pictures the model takes. */
  takesReferences: z.custom<TakesReferences>(),
  /** A take begins or ends on a picture of the shot beside it. */
  isBound: z.boolean(),
  handleTicks: z.int(),
  /** The newest first. */
  versions: z.array(z.object({ version: z.int(), frozenAtMs: z.int(), words: z.custom<AskedWords>() })),
})
export type SentWords = z.infer<typeof sentWords>

const projectId = z.string()
const shotId = z.string()
const inProject = z.object({ projectId })
const someShots = z.object({ projectId, shotIds: z.array(shotId).min(1).max(10_000) })
const longText = z.string().max(4_000_000)

const lookLevel = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('film') }),
  z.object({ kind: z.literal('section'), section: z.string().max(100) }),
  z.object({ kind: z.literal('shot'), shotId }),
])
export type LookLevel = z.infer<typeof lookLevel>

const written = z.object({ id: shotId })

const variableId = z.string()
const inVariable = z.object({ projectId, variableId })
/** What it may be is told by `nameProblem`. */
const variableName = z.object({ group: z.string().max(100), name: z.string().max(100) })

/**
 * Every edit is one step of undo, and lays the shots out anew over the song where it concerns the plan; a plan that is refused
 * leaves the edit standing, and `open` says why. All throw project/unknown.
 *
 * - `open`: all that the three tabs show.
 * - `planRequest`: what the plan is made from, for a window that draws it anew while the pacing is being chosen; null without
 *   a song or shots. Its previous places are left out: a new pacing begins anew.
 * - `plan`: lays the shots out; no take is made and no cut moves. Throws plan/…, treatment/no-song.
 * - `setCells`: what stands in cells, and shots that are added at the end with them. Throws treatment/no-shot,
 *   catalogue/unknown-model.
 * - `insertShots`: new shots after another (null = before the first); answers the first one's id. Throws as `setCells`.
 * - `pasteShots`: the shots of a text, as new ones after another or as a new version of all. Throws treatment/….
 * - `moveShots`: before another (null = to the end), in the order they stand.
 * - `splitShot`: in two at a character of its prompt; answers the second one's id. Throws treatment/cannot-split.
 * - `mergeShots`: into the first of them. Throws treatment/cannot-merge.
 * - `duplicateShots`: right after the last of them, with their words and no takes; answers the first new one's id.
 * - `setStill`: the board frame of a shot; null takes it away. Throws still/unreadable, files/…, library/….
 * - `setPassage`: how a shot goes over into the next; throws treatment/no-shot.
 * - `mendPassages`: those that lead to a shot which does not follow any more are led to the one that does, or taken away.
 * - `addVariable`, `renameVariable`: throw variables/bad-name; a new name stands in every text that uses it.
 * - `addVariableStill`: throws still/unreadable, files/…, library/….
 * - `setTemplate`: the user's own way to put prompts together for a model, in every project; null = as it comes. It is no step of
 *   undo. Throws templates/bad, catalogue/unknown-model.
 * - `wordRecords`: what became of the takes that each look word was asked for with.
 * - `sent`: all that is said of a shot and how its model is spoken to, and its versions.
 * - `copyBrief`: the song, the look and the shots as Markdown, for an outside assistant.
 * - `readAnswer`: what an answer to the brief would change, matched by the shots' numbers; `setCells` takes it in.
 */
export const treatmentContract = {
  open: oc.input(inProject).output(treatmentView),
  planRequest: oc.input(inProject).output(z.custom<PlanRequest | null>()),
  plan: oc.input(inProject).output(z.void()),
  setPacing: oc.input(z.object({ projectId, pacing: z.int().min(-100).max(100) })).output(z.void()),
  setModel: oc.input(z.object({ projectId, model: z.string() })).output(z.void()),
  setCells: oc
    .input(
      z.object({
        projectId,
        gesture: z.enum(['type', 'fill', 'clear', 'paste', 'answer']),
        cells: z.array(z.object({ shotId, column: z.enum(SHOT_COLUMNS), text: cellText })).max(100_000),
        added: z.array(shotText).max(10_000).optional(),
      }),
    )
    .output(z.void()),
  insertShots: oc
    .input(z.object({ projectId, afterShotId: shotId.nullable(), shots: z.array(newShot).min(1).max(10_000) }))
    .output(written),
  readPaste: oc.input(z.object({ projectId, text: longText, isNewVersion: z.boolean() })).output(pasteReading),
  pasteShots: oc
    .input(
      z.object({
        projectId,
        text: longText,
        how: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('insert'), afterShotId: shotId.nullable() }),
          z.object({ kind: z.literal('new-version') }),
        ]),
      }),
    )
    .output(z.void()),
  moveShots: oc.input(someShots.extend({ beforeShotId: shotId.nullable() })).output(z.void()),
  splitShot: oc.input(z.object({ projectId, shotId, atCharacter: z.int().nonnegative().nullable() })).output(written),
  mergeShots: oc.input(someShots).output(z.void()),
  duplicateShots: oc.input(someShots).output(written),
  deleteShots: oc.input(someShots).output(z.void()),
  setLook: oc
    .input(z.object({ projectId, level: lookLevel, style: wordList.optional(), negative: wordList.optional() }))
    .output(z.void()),
  setStory: oc.input(z.object({ projectId, section: z.string().max(100), story: cellText })).output(z.void()),
  setStill: oc.input(z.object({ projectId, shotId, file: fileRef.nullable() })).output(z.void()),
  setPassage: oc
    .input(
      z.object({
        projectId,
        shotId,
        words: cellText.optional(),
        through: cellText.optional(),
        kind: z.enum(PASSAGE_KINDS).optional(),
        carriesOver: wordList.optional(),
      }),
    )
    .output(z.void()),
  mendPassages: oc.input(someShots.extend({ how: z.enum(['attach', 'clear']) })).output(z.void()),
  addVariable: oc
    .input(z.object({ projectId, name: variableName, text: cellText }))
    .output(z.object({ id: variableId })),
  setVariableText: oc.input(inVariable.extend({ text: cellText })).output(z.void()),
  renameVariable: oc.input(inVariable.extend({ name: variableName })).output(z.void()),
  removeVariable: oc.input(inVariable).output(z.void()),
  addVariableStill: oc.input(inVariable.extend({ file: fileRef })).output(z.void()),
  removeVariableStill: oc.input(inVariable.extend({ stillId: z.string() })).output(z.void()),
  setTemplate: oc.input(z.object({ model: z.string(), template: z.string().max(4000).nullable() })).output(z.void()),
  wordRecords: oc.input(inProject).output(z.custom<readonly WordRecord[]>()),
  sent: oc.input(z.object({ projectId, shotId })).output(sentWords),
  copyBrief: oc.input(inProject).output(z.object({ markdown: z.string() })),
  readAnswer: oc.input(z.object({ projectId, text: longText })).output(answerReading),
}
