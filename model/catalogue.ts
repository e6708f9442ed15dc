import { z } from 'zod'
import { StudioError } from './errors.ts'
import { ticks, ticksFromSeconds, type Ticks } from './time.ts'

const lengths = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), seconds: z.array(z.number().positive()).min(1) }),
  z
    .object({ kind: z.literal('any'), minSeconds: z.number().positive(), maxSeconds: z.number().positive() })
    .refine(({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds, 'the shortest clip is longer than the longest'),
])

const modelEntry = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9./:-]*$/),
  provider: z.string(),
  title: z.string(),
  /** Counts up when the same request would give other frames. */
  version: z.number().int().positive(),
  lengths,
  takesFirstFrame: z.boolean(),
  takesLastFrame: z.boolean(),
  takesSeed: z.boolean(),
  /** False: counter-words are kept out of its requests, so that another word among them asks for nothing anew. */
  takesNegative: z.boolean(),
  isPaid: z.boolean(),
})

/** The data file `resources/catalogue.json`: every model a take can be asked of. */
export const catalogueSchema = z.object({ models: z.array(modelEntry).min(1) })

/** The clip lengths a model allows, in seconds as its makers write them. */
export type ModelLengths = z.infer<typeof lengths>
export type ModelEntry = z.infer<typeof modelEntry>
export type Catalogue = z.infer<typeof catalogueSchema>

/** The model of that id. Throws 'catalogue/unknown-model', naming those that exist, and who wanted it (`shot 3`) if told. */
export function modelById(catalogue: Catalogue, id: string, wantedBy?: string): ModelEntry {
  const entry = catalogue.models.find(model => model.id === id)
  if (entry) return entry
  const known = catalogue.models.map(model => model.id).join(', ')
  const wanted = wantedBy === undefined ? '' : ` that ${wantedBy} could be asked of`
  const message = `There is no model called "${id}"${wanted}. Known models: ${known}.`
  throw new StudioError('catalogue/unknown-model', message, { kind: 'usage' })
}

/** What people call a model: its title without what stands there in brackets; its id when the catalogue does not know it. */
export function modelName(catalogue: Catalogue, id: string): string {
  const title = catalogue.models.find(model => model.id === id)?.title
  return title?.replace(/\s*\(.*\)\s*$/, '') ?? id
}

/** The longest clip the model makes. */
export function longestClip(allowed: ModelLengths): Ticks {
  return ticksFromSeconds(allowed.kind === 'listed' ? Math.max(...allowed.seconds) : allowed.maxSeconds)
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
