import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { catalogueSchema, type Catalogue } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'

/**
 * Reads the services, and the models a take can be asked of, from `catalogue.json` in the resources folder.
 * @throws StudioError catalogue/missing | catalogue/invalid
 */
export function loadCatalogue(resourcesDir: string): Catalogue {
  const path = join(resourcesDir, 'catalogue.json')
  const result = catalogueSchema.safeParse(parseJson(path, readText(path)))
  if (!result.success) throw invalid(path, z.prettifyError(result.error), result.error)
  const { services, models } = result.data
  for (const [what, ids] of [
    ['service', services.map(({ id }) => id)],
    ['model', models.map(({ id }) => id)],
  ] as const) {
    const twice = ids.find((id, index) => ids.indexOf(id) !== index)
    if (twice !== undefined) throw invalid(path, `The ${what} "${twice}" stands in it twice.`)
  }
  const lost = models.find(({ provider }) => !services.some(({ id }) => id === provider))
  if (lost) throw invalid(path, `The model "${lost.id}" is served by "${lost.provider}", which is not in it.`)
  return result.data
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const message = `The list of models (${path}) cannot be read. Install the program again.`
    throw new StudioError('catalogue/missing', message, { cause })
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : 'It is not JSON.', cause)
  }
}

function invalid(path: string, why: string, cause?: unknown): StudioError {
  const message = `The list of models (${path}) is not as it should be. Mend it, or install the program again.\n${why}`
  return new StudioError('catalogue/invalid', message, { cause })
}
