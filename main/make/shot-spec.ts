import type { ModelEntry } from '#model/catalogue.ts'
import { clipSize } from '#model/clip-size.ts'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import type { ShotWords } from '#model/shot-words.ts'
import type { MakeContext } from './context.ts'
import { modelOf } from './lay-out.ts'
import type { ShotSpec } from './needed-takes.ts'

/** The look words that are sent with a shot: `filmLook` has them of every shot. */
export type SharedWords = { readonly style: string; readonly negative: string }

/** What would be sent for a shot now. `words` are all of its look words. */
export function specOf(
  context: Pick<MakeContext, 'catalogue'>,
  project: Pick<Project, 'width' | 'height' | 'rate'>,
  shot: Shot,
  words: SharedWords,
  projectModel: string,
): ShotSpec {
  const model = modelOf(context.catalogue, shot, projectModel)
  const { width, height } = clipSize(model.sizes, project)
  return {
    provider: model.provider,
    model: model.id,
    modelVersion: model.version,
    ...wordsFor(shot, words, model),
    width,
    height,
    rate: project.rate,
    firstFrame: null,
    lastFrame: null,
  }
}

/** The words of a shot as a model is sent them: counter-words only where it reads them. */
export function wordsFor(
  { written }: Pick<Shot, 'written'>,
  { style, negative }: SharedWords,
  model: Pick<ModelEntry, 'takesNegative'>,
): ShotWords {
  return {
    prompt: written.prompt,
    cameraMove: written.cameraMove ?? '',
    style,
    negative: model.takesNegative ? negative : '',
  }
}
