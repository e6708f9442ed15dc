import { z } from 'zod'
import { StudioError } from './errors.ts'
import { DEFAULT_TEMPLATE } from './prompt/template.ts'
import { LENGTH_UNITS } from './prompt/text-length.ts'
import type { ModelReading } from './prompt/what-is-sent.ts'
import { ticks, ticksFromSeconds, type Ticks } from './time.ts'

export const modelLengths = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), seconds: z.array(z.number().positive()).min(1) }),
  z
    .object({ kind: z.literal('any'), minSeconds: z.number().positive(), maxSeconds: z.number().positive() })
    .refine(({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds, 'the shortest clip is longer than the longest'),
])

const pixels = z.int().positive()

/** `wire` is the service's own word for the size, where it has one: `1280:720`, `720p`. */
const size = z.object({ width: pixels, height: pixels, wire: z.string().optional() })

const sizes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), sizes: z.array(size).min(1) }),
  z.object({ kind: z.literal('any'), multipleOf: pixels, maxPixels: pixels }),
])

/** Millionths of a US dollar, so that sums are exact. */
const microUsd = z.int().nonnegative()

/** `byHeight` overrides the price for sizes of at most that many lines, the smallest that fits. */
const perSecond = z.object({
  kind: z.literal('per-second'),
  microUsd,
  byHeight: z.array(z.object({ maxHeight: pixels, microUsd })).optional(),
})

const price = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free') }),
  perSecond,
  z.object({ kind: z.literal('per-clip'), microUsd }),
  /** Paid, and nobody says how much before. */
  z.object({ kind: z.literal('unknown') }),
])

const day = z.iso.date()

const status = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({ kind: z.literal('retired'), onDay: day, successor: z.string().nullable() }),
])

/**
 * Going on from a clip that is handed to it, in place of one picture. Of what it makes so, `maxSeconds` are new at most; whether the handed
 * clip comes back with that is told when it arrives. `isOnlyWay`: one picture does not do.
 */
const extending = z.object({
  minLeadSeconds: z.number().positive(),
  maxSeconds: z.number().positive(),
  isOnlyWay: z.boolean().default(false),
})

const modelEntry = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._/:-]*$/),
  /** The id of the service that serves it. */
  provider: z.string(),
  /** What the service calls it; its id where that is the same. */
  wireName: z.string().optional(),
  title: z.string(),
  /** Counts up when the same request would give other frames. */
  version: z.number().int().positive(),
  lengths: modelLengths,
  sizes,
  takesFirstFrame: z.boolean(),
  takesLastFrame: z.boolean(),
  /** True: it ends on a picture only where it begins on one. */
  lastFrameNeedsFirst: z.boolean().optional(),
  /** True: it needs a picture to end on. */
  needsLastFrame: z.boolean().optional(),
  /** The longest clip that ends on a picture, where that is shorter than others. */
  maxSecondsToLastFrame: z.number().positive().optional(),
  /** How many pictures of the clip before it a clip can begin after, and of the one after it end before, where that is more than one: they tell its motion too. */
  maxStartPictures: z.int().positive().optional(),
  /** False: it needs a picture to begin with. */
  takesTextAlone: z.boolean().default(true),
  maxReferenceStills: z.int().nonnegative().default(0),
  /** Reference pictures go along with one to begin or end on too; without it, these alone. */
  takesReferencesWithFrames: z.boolean().optional(),
  extend: extending.optional(),
  /** The pictures a second that its clips may have; missing = nobody says, or as many as the film. */
  rates: z.array(z.number().positive()).min(1).optional(),
  takesSeed: z.boolean(),
  /** False: counter-words stand in the prompt, where the model's template has a place for them. */
  takesNegative: z.boolean(),
  audio: z.enum(['none', 'always', 'choice']).default('none'),
  /** Of the whole text that is sent, as `countsIn` counts; null = no limit is known. */
  maxPromptChars: z.int().positive().nullable().default(null),
  /** Of counter-words; none = no limit is known. */
  maxNegativeChars: z.int().positive().optional(),
  /** What its service counts; code points where that is not known. */
  countsIn: z.enum(LENGTH_UNITS).optional(),
  /** How its prompts are put together, where that is not as for others. */
  template: z.string().optional(),
  price,
  /** The cheaper model of the same service that first drafts are made with. */
  draft: z.string().optional(),
  status: status.default({ kind: 'live' }),
  /** What its service alone understands: names of fields, workflow files. */
  wire: z.record(z.string(), z.unknown()).default({}),
})

/** The wire formats there are adapters for. */
export const FAMILIES = [
  'animatic',
  'folder',
  'openai-videos',
  'gemini-omni',
  'runway',
  'fal',
  'replicate',
  'comfyui',
  'sd-cpp',
] as const

const limits = z.object({
  /** The most jobs at once. */
  inFlight: z.int().positive(),
  /** The most create calls in a minute; null = as many as it takes. */
  perMinute: z.int().positive().nullable(),
})

const serviceEntry = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  family: z.enum(FAMILIES),
  title: z.string(),
  /** Null of what runs in this program. */
  baseUrl: z.url({ protocol: /^https?$/ }).nullable(),
  /** What a key is called there and where one gets it; null = needs none. */
  key: z
    .object({ name: z.string(), page: z.url({ protocol: /^https$/ }).nullable(), isOptional: z.boolean() })
    .nullable(),
  limits,
  /** What its adapter alone understands: addresses of further hosts that may be sent the key. */
  wire: z.record(z.string(), z.unknown()).optional(),
})

/** The data file `catalogue.json`: every service, and every model a take can be asked of. */
export const catalogueSchema = z.object({ services: z.array(serviceEntry).min(1), models: z.array(modelEntry).min(1) })

/** The clip lengths a model allows, in seconds as its makers write them. */
export type ModelLengths = z.infer<typeof modelLengths>
export type ModelSizes = z.infer<typeof sizes>
export type ModelPrice = z.infer<typeof price>
export type ModelEntry = z.infer<typeof modelEntry>
export type Family = (typeof FAMILIES)[number]
export type ServiceEntry = z.infer<typeof serviceEntry>
export type Catalogue = z.infer<typeof catalogueSchema>

type Models = { readonly models: readonly ModelEntry[] }

/** The model of that id. Throws 'catalogue/unknown-model', naming those that exist, and who wanted it (`shot 3`) if told. */
export function modelById(catalogue: Models, id: string, wantedBy?: string): ModelEntry {
  const entry = catalogue.models.find(model => model.id === id)
  if (entry) return entry
  const known = catalogue.models.filter(isLive).map(model => model.id)
  const wanted = wantedBy === undefined ? '' : ` that ${wantedBy} could be asked of`
  const message = `There is no model called "${id}"${wanted}. Known models: ${known.join(', ')}.`
  throw new StudioError('catalogue/unknown-model', message, { kind: 'usage' })
}

export function serviceById(catalogue: Pick<Catalogue, 'services'>, id: string): ServiceEntry | undefined {
  return catalogue.services.find(service => service.id === id)
}

export function isLive({ status }: Pick<ModelEntry, 'status'>): boolean {
  return status.kind === 'live'
}

/** The model that first drafts are made with in place of this one: its draft while that is live, else itself. */
export function draftOf(catalogue: Models, model: ModelEntry): ModelEntry {
  const draft = catalogue.models.find(({ id }) => id === model.draft)
  return draft && isLive(draft) && draft.provider === model.provider ? draft : model
}

/** The models that were shut down. */
export function retiredModels({ models }: Models): string[] {
  return models.filter(model => !isLive(model)).map(({ id }) => id)
}

/** What people call a model: its title without what stands there in brackets; its id when the catalogue does not know it. */
export function modelName(catalogue: Models, id: string): string {
  const title = catalogue.models.find(model => model.id === id)?.title
  return title?.replace(/\s*\(.*\)\s*$/, '') ?? id
}

/** Fewer letters begin too many names to mean any. */
const SHORTEST_NAME = 3

/** The ids of models that are called so: their names hold every word of `text`, or words that begin so. */
export function modelsCalled({ models }: Models, text: string): string[] {
  const wanted = namePartsOf(text)
  if (text.trim().length < SHORTEST_NAME) return []
  return models.flatMap(({ id, title }) => {
    const parts = namePartsOf(title)
    return wanted.every(word => parts.some(part => part.startsWith(word))) ? [id] : []
  })
}

function namePartsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
}

/** The longest clip the model makes. */
export function longestClip(allowed: ModelLengths): Ticks {
  return ticksFromSeconds(allowed.kind === 'listed' ? Math.max(...allowed.seconds) : allowed.maxSeconds)
}

/** The clip lengths of a model where a clip is, or is not, to end on a given picture. */
export function lengthsOf(
  { lengths, maxSecondsToLastFrame: most = Infinity }: Pick<ModelEntry, 'lengths' | 'maxSecondsToLastFrame'>,
  endsOnPicture: boolean,
): ModelLengths {
  if (!endsOnPicture) return lengths
  if (lengths.kind === 'any') return { ...lengths, maxSeconds: Math.min(lengths.maxSeconds, most) }
  return { ...lengths, seconds: lengths.seconds.filter(seconds => seconds <= most) }
}

export function isAllowed(allowed: ModelLengths, lengthTicks: Ticks): boolean {
  if (allowed.kind === 'listed') return allowed.seconds.some(seconds => ticksFromSeconds(seconds) === lengthTicks)
  return lengthTicks >= ticksFromSeconds(allowed.minSeconds) && lengthTicks <= ticksFromSeconds(allowed.maxSeconds)
}

/** The smallest length the model allows that covers `neededTicks`; undefined when even its longest is too short. */
export function smallestCovering(allowed: ModelLengths, neededTicks: Ticks): Ticks | undefined {
  if (neededTicks > longestClip(allowed)) return undefined
  if (allowed.kind === 'any') return ticks(Math.max(neededTicks, ticksFromSeconds(allowed.minSeconds)))
  return allowed.seconds
    .map(ticksFromSeconds)
    .filter(length => length >= neededTicks)
    .reduce((shortest, length) => (length < shortest ? length : shortest))
}

/** The template a model's prompts are put together by; `override` is the user's own. */
export function templateOf({ template }: Pick<ModelEntry, 'template'>, override?: string): string {
  return override ?? template ?? DEFAULT_TEMPLATE
}

/** How a model is spoken to. What is made or found on this machine takes each kind of words for itself. */
export function readingOf(model: ModelEntry, override?: string): ModelReading {
  const { provider, takesNegative, maxPromptChars, maxNegativeChars = null, countsIn = 'code-points' } = model
  return {
    takesFields: provider === 'animatic' || provider === 'folder',
    template: templateOf(model, override),
    takesNegative,
    maxPromptChars,
    maxNegativeChars,
    countsIn,
  }
}
