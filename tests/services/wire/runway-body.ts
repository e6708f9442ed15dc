import { isFields, isMediaUrl, type Fields } from '../core/call.ts'
import { check } from '../core/wire.ts'
import { COMMON_FIELDS, RUNWAY_MODELS, type RunwayModel } from './runway-models.ts'

type Mode = 'text_to_video' | 'image_to_video' | 'video_to_video'

/**
 * Throws WrongRequest when a create call's body is not as its model and path want it. Unknown fields are refused too.
 * `isUploaded` says whether a `runway://` address is known.
 */
export function checkRunwayBody(body: Fields, mode: Mode, isUploaded: (uri: string) => boolean): void {
  const model = RUNWAY_MODELS[String(body['model'])]
  check(model !== undefined && model.modes.includes(mode), 'Invalid discriminator value', 'model')
  const media = mediaFields(mode, model)
  for (const name of Object.keys(body)) {
    check([...COMMON_FIELDS, ...model.fields, ...media].includes(name), `Unrecognized key: "${name}"`, name)
  }
  const { promptText, ratio, duration, seed } = body
  const isPrompt = typeof promptText === 'string' && promptText !== '' && promptText.length <= model.promptUpTo
  check(isPrompt || (promptText === undefined && mode === 'image_to_video'), 'Invalid prompt', 'promptText')
  const isRatioFree = mode === 'video_to_video' || model.ratios === null
  if (model.ratios === null) check(ratio === undefined || typeof ratio === 'string', 'Invalid ratio', 'ratio')
  else
    check(model.ratios(mode).includes(String(ratio)) || (isRatioFree && ratio === undefined), 'Invalid ratio', 'ratio')
  if (body['mode'] !== undefined) checkVideoMode(body, mode)
  const isDurationFree = duration === undefined && model.isDurationNeeded !== true
  check(isDurationFree || model.isDuration(duration, mode), 'Invalid duration', 'duration')
  const isSeed = Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) <= 4_294_967_295
  check(seed === undefined || isSeed, 'Invalid seed', 'seed')
  if (mode === 'image_to_video') checkImages(body['promptImage'], model, isUploaded)
  if (mode === 'video_to_video') {
    const field = model.videoField ?? 'videoUri'
    check(isAsset(body[field], isUploaded), 'Invalid asset', field)
  }
}

function mediaFields(mode: Mode, model: RunwayModel): readonly string[] {
  if (mode === 'text_to_video') return []
  return mode === 'image_to_video' ? ['promptImage'] : [model.videoField ?? 'videoUri', 'promptImage']
}

function checkVideoMode(body: Fields, mode: Mode): void {
  const wanted = body['mode']
  check(mode === 'video_to_video', 'Unrecognized key: "mode"', 'mode')
  check(['reference', 'edit', 'extend'].includes(String(wanted)), 'Invalid mode', 'mode')
  if (body['model'] !== 'seedance2_5' || wanted === 'reference') return
  check(body['ratio'] === undefined, 'The ratio follows the input', 'ratio')
  check(wanted !== 'edit' || body['duration'] === 'auto', 'Invalid duration', 'duration')
}

function checkImages(images: unknown, model: RunwayModel, isUploaded: (uri: string) => boolean): void {
  if (typeof images === 'string') {
    check(isAsset(images, isUploaded), 'Invalid asset', 'promptImage')
    return
  }
  check(Array.isArray(images) && images.length > 0, 'Required', 'promptImage')
  const positions = images.map((image: unknown) => {
    check(isFields(image) && isAsset(image['uri'], isUploaded), 'Invalid asset', 'promptImage')
    return String(image['position'])
  })
  const allowed = model.frames === 'first' ? ['first'] : ['first', 'last']
  const isAllowed = positions.every(
    (position, index) => allowed.includes(position) && positions.indexOf(position) === index,
  )
  check(isAllowed, 'Invalid position', 'promptImage')
}

/** A data URI of at most 5 MB, a URL, or a file that was uploaded. */
function isAsset(value: unknown, isUploaded: (uri: string) => boolean): boolean {
  if (typeof value !== 'string') return false
  if (value.startsWith('runway://')) return isUploaded(value)
  return isMediaUrl(value) && value.length <= 5 * 1024 * 1024
}
