import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { catalogueSchema, type Catalogue, type ModelEntry } from '#model/catalogue.ts'
import { mergedById } from './live-catalogue.ts'

/** What stands in a library's `models.json`: models that are newer than this program, or asked otherwise than it ships them. */
export type OwnModelsFile = {
  readonly path: string
  readonly models: readonly ModelEntry[]
  /** Why none of it counts, in a sentence and the places; null where all does, and where there is no file. */
  readonly trouble: string | null
}

const contents = catalogueSchema.pick({ models: true })

/** Reads it. What is wrong in it is told, and keeps nobody from working with all others. */
export function readOwnModels(libraryDir: string, { services }: Pick<Catalogue, 'services'>): OwnModelsFile {
  const path = join(libraryDir, 'models.json')
  const wrong = (why: string): OwnModelsFile => {
    const sentence = `The models in ${path} are left out: it is not as it should be. Mend it, or take it away, and open the studio anew.`
    return { path, models: [], trouble: `${sentence}\n${why}` }
  }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isMissing
      ? { path, models: [], trouble: null }
      : wrong(error instanceof Error ? error.message : String(error))
  }
  const read = contents.safeParse(json)
  if (!read.success) return wrong(placesIn(read.error))
  const { models } = read.data
  const twice = models.find(({ id }, index) => models.findIndex(other => other.id === id) !== index)
  if (twice) return wrong(`The model "${twice.id}" stands in it twice.`)
  const lost = models.find(({ provider }) => !services.some(({ id }) => id === provider))
  if (lost) return wrong(`The model "${lost.id}" is served by "${lost.provider}", which is no service of this program.`)
  return { path, models, trouble: null }
}

/** More of them at once nobody mends. */
const MOST_PLACES = 3

function placesIn({ issues }: z.ZodError): string {
  const told = issues.slice(0, MOST_PLACES).map(({ path, message }) => `${z.core.toDotPath(path)}: ${message}`)
  const more = issues.length - told.length
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

/** The catalogue with them; of two models with one id the user's stands. */
export function withOwnModels({ services, models }: Catalogue, own: readonly ModelEntry[]): Catalogue {
  return { services, models: mergedById(models, own) }
}
