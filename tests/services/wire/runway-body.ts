import { isFields, isMediaUrl, type Fields } from '../core/call.ts'
import { check } from '../core/wire.ts'
import { FIELD_RULES, RUNWAY_MODELS, type RunwayMode, type RunwayModel } from './runway-models.ts'

/** Of pictures and videos as data URIs, in characters. */
const LONGEST_DATA_URI = 5 * 1024 * 1024
const TEXT_RATIOS = ['1280:720', '720:1280']

/**
 * Throws WrongRequest when a create call's body is not as its model and path want it. Unknown fields are refused too.
 * `isUploaded` says whether a `runway://` address is known.
 */
export function checkRunwayBody(body: Fields, mode: RunwayMode, isUploaded: (uri: string) => boolean): void {
  const model = RUNWAY_MODELS[String(body['model'])]
  const shape = model?.[mode]
  check(model !== undefined && shape !== undefined, 'Invalid discriminator value', 'model')
  const known = ['model', ...shape.needed, ...shape.also]
  for (const name of Object.keys(body)) check(known.includes(name), `Unrecognized key: "${name}"`, name)
  for (const name of shape.needed) check(body[name] !== undefined, 'Required', name)
  for (const [name, value] of Object.entries(body)) {
    if (name === 'promptImage') checkImages(value, model, isUploaded)
    else if (name === 'promptVideo' || name === 'videoUri') check(isVideo(value, isUploaded), 'Invalid asset', name)
    else if (name !== 'model')
      check((model.rules[name] ?? FIELD_RULES[name])?.(value) === true, `Invalid ${name}`, name)
    if (name === 'references') {
      const uris = (value as readonly Fields[]).map(({ uri }) => uri)
      check(
        uris.every(uri => isAsset(uri, isUploaded)),
        'Invalid asset',
        name,
      )
    }
  }
  // Only this model has fewer ratios without a picture.
  const isTextOnly = body['model'] === 'gen4.5' && mode === 'text_to_video'
  check(!isTextOnly || TEXT_RATIOS.includes(String(body['ratio'])), 'Invalid ratio', 'ratio')
  if (body['model'] === 'seedance2_5') checkUse(body)
}

/** More of a video, and a video changed, follow the one that is given. */
function checkUse(body: Fields): void {
  const { mode } = body
  if (mode === undefined || mode === 'reference') return
  check(body['promptText'] !== undefined, 'Required', 'promptText')
  check(body['ratio'] === undefined, 'The ratio follows the input', 'ratio')
  check(mode !== 'edit' || body['duration'] === 'auto', 'Invalid duration', 'duration')
}

function checkImages(images: unknown, model: RunwayModel, isUploaded: (uri: string) => boolean): void {
  if (typeof images === 'string') {
    check(isAsset(images, isUploaded), 'Invalid asset', 'promptImage')
    return
  }
  check(Array.isArray(images) && images.length > 0, 'Required', 'promptImage')
  const positions = images.map((image: unknown) => {
    check(isFields(image) && isAsset(image['uri'], isUploaded), 'Invalid asset', 'promptImage')
    return image['position']
  })
  if (model.frames === 'any' && positions.every(position => position === undefined)) return
  const allowed: readonly unknown[] = model.frames === 'first' ? ['first'] : ['first', 'last']
  const isAllowed = positions.every(
    (position, index) => allowed.includes(position) && positions.indexOf(position) === index,
  )
  check(isAllowed, 'Invalid position', 'promptImage')
  check(model.frames === 'any' || positions.includes('first'), 'A last frame requires a first frame', 'promptImage')
}

function isVideo(value: unknown, isUploaded: (uri: string) => boolean): boolean {
  return isAsset(value, isUploaded) && !/^data:(?!video\/)/.test(String(value))
}

/** The address of the video that the clip goes on from, of a body found right; undefined when there is none. */
export function extendedVideo({ mode, promptVideo, videoUri }: Fields): unknown {
  return mode === 'extend' ? (promptVideo ?? videoUri) : undefined
}

/** A data URI, a URL, or a file that was uploaded. */
function isAsset(value: unknown, isUploaded: (uri: string) => boolean): boolean {
  if (typeof value !== 'string') return false
  if (value.startsWith('runway://')) return isUploaded(value)
  return isMediaUrl(value) && value.length <= LONGEST_DATA_URI
}
