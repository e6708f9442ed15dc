import { readingOf, type Catalogue } from '#model/catalogue.ts'
import { clipSize } from '#model/clip-size.ts'
import { StudioError } from '#model/errors.ts'
import type { Project } from '#model/project.ts'
import { DEFAULT_TEMPLATE } from '#model/prompt/template.ts'
import { askCount, variationAsks } from '#model/prompt/variation-asks.ts'
import { MOST_VARIATIONS } from '#model/prompt/variations.ts'
import { whatIsSent, type ModelReading, type WhatIsSent } from '#model/prompt/what-is-sent.ts'
import { referencesFor, type TakesReferences } from '#model/reference-stills.ts'
import type { Shot } from '#model/shot.ts'
import type { AskedWords } from '#model/shot-words.ts'
import type { MakeContext } from './context.ts'
import { modelOf } from './lay-out.ts'
import type { ShotParts } from './look-of.ts'
import type { ShotSpec } from './needed-takes.ts'

/** Throws StudioError outbox/too-many-variations where a shot is written in more than are asked for at once. */
export function demandFewVariations({ written, position }: Pick<Shot, 'written' | 'position'>): void {
  const count = askCount(written)
  if (count <= MOST_VARIATIONS) return
  const message = `Shot ${position + 1} is written in ${count} variations, and at most ${MOST_VARIATIONS} are asked for at once. Take some alternatives out of its braces.`
  throw new StudioError('outbox/too-many-variations', message, { kind: 'usage' })
}

type FilmFacts = Pick<Project, 'width' | 'height' | 'rate'>

/**
 * What would be sent for a shot now, one for each variation of its words (SPEC W5) as far as they are written out. `parts` are all
 * that is said of it.
 */
export function specsOf(
  context: Pick<MakeContext, 'catalogue'>,
  project: FilmFacts,
  shot: Shot,
  parts: ShotParts,
  projectModel: string,
): ShotSpec[] {
  const model = modelOf(context.catalogue, shot, projectModel)
  const { width, height } = clipSize(model.sizes, project)
  return sentOf(parts, readingOf(model, parts.templates.get(model.id)), model).map(({ words }) => ({
    provider: model.provider,
    model: model.id,
    modelVersion: model.version,
    ...words,
    width,
    height,
    rate: project.rate,
    firstFrame: null,
    lastFrame: null,
  }))
}

/** How a model is spoken to. One that nobody knows any more is taken to read everything. */
export function readingFor(
  { models }: Pick<Catalogue, 'models'>,
  modelId: string,
  templates: ShotParts['templates'],
): ModelReading {
  const model = models.find(({ id }) => id === modelId)
  return model ? readingOf(model, templates.get(modelId)) : UNKNOWN_READING
}

const UNKNOWN_READING: ModelReading = {
  ...{ takesFields: true, takesNegative: true, template: DEFAULT_TEMPLATE },
  ...{ maxPromptChars: null, maxNegativeChars: null, countsIn: 'code-points' },
}

/** What a model is sent of a shot, one for each of its variations, and what is not right in it. */
export type SentOf = Pick<WhatIsSent, 'problems'> & { readonly words: AskedWords }

/** Where a shot begins and ends on no picture, those of who and what is in it go along. */
export function sentOf(parts: ShotParts, reading: ModelReading, takes: TakesReferences): SentOf[] {
  return variationAsks(parts).asks.map(({ parts: variation }) => {
    const { words, stills, problems } = whatIsSent(variation, reading)
    return { words: { ...words, ...referencesFor(stills, takes, false) }, problems }
  })
}
