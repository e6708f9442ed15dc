import { modelById, readingOf, templateOf, type Catalogue } from '#model/catalogue.ts'
import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { StudioError } from '#model/errors.ts'
import { readTemplate } from '#model/prompt/template.ts'
import type { WritableDb } from '#main/db/open.ts'
import { saveTemplate } from '#main/treatment/prompt-templates.ts'

/** Those of the models of these ids that take one text. */
export function templateViews(
  { models }: Pick<Catalogue, 'models'>,
  modelIds: ReadonlySet<string>,
  own: ReadonlyMap<string, string>,
): TreatmentView['templates'] {
  return models
    .filter(model => modelIds.has(model.id) && !readingOf(model).takesFields)
    .map(model => ({
      model: model.id,
      title: model.title,
      standard: templateOf(model),
      own: own.get(model.id) ?? null,
    }))
}

/** Keeps the user's own template of a model; null = as it comes. Throws StudioError templates/bad, catalogue/unknown-model. */
export function setTemplate(
  db: WritableDb,
  catalogue: Pick<Catalogue, 'models'>,
  modelId: string,
  template: string | null,
): void {
  const standard = templateOf(modelById(catalogue, modelId))
  const [problem] = template === null ? [] : readTemplate(template).problems
  if (problem) throw new StudioError('templates/bad', problem.sentence, { kind: 'usage' })
  saveTemplate(db, modelId, template === standard ? null : template)
}
