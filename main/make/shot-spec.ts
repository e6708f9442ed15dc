import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
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
  return {
    provider: model.provider,
    model: model.id,
    modelVersion: model.version,
    prompt: shot.written.prompt,
    style: words.style,
    negative: model.takesNegative ? words.negative : '',
    cameraMove: shot.written.cameraMove ?? '',
    width: project.width,
    height: project.height,
    rate: project.rate,
    firstFrame: null,
    lastFrame: null,
  }
}
