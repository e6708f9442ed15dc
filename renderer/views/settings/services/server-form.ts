import type { OwnModel, ServiceFacts } from '#model/contract/services-contract.ts'
import { texts } from '../../../texts.ts'

const { server: words } = texts.services

/** A model as it is typed. */
export type TypedModel = { readonly name: string; readonly sizes: string; readonly seconds: string }

export const NEW_MODEL: TypedModel = { name: '', sizes: '1280x720', seconds: '5' }

/** What stands in the fields for the models that a server has. */
export function typedModels({ models }: Pick<ServiceFacts, 'models'>): TypedModel[] {
  return models.map(({ wireName, sizes, lengths }) => ({
    name: wireName,
    sizes: sizes.kind === 'listed' ? sizes.sizes.map(({ width, height }) => `${width}x${height}`).join(', ') : '',
    seconds: lengths.kind === 'listed' ? lengths.seconds.join(', ') : '',
  }))
}

export type ReadModels =
  | { readonly kind: 'models'; readonly models: readonly OwnModel[] }
  | { readonly kind: 'trouble'; readonly sentence: string }

/** The models that are typed, or what is wrong with the first that is not as it should be. */
export function readModels(typed: readonly TypedModel[]): ReadModels {
  const models: OwnModel[] = []
  for (const { name, sizes, seconds } of typed) {
    const model = { name: name.trim(), sizes: readSizes(sizes), seconds: readSeconds(seconds) }
    const sentence = troubleOf(model)
    if (sentence !== null) return { kind: 'trouble', sentence }
    models.push(model)
  }
  return { kind: 'models', models }
}

const SIZE = /^(\d{2,4})\s*[x×]\s*(\d{2,4})$/i
const LEAST_PIXELS = 16
const MOST_PIXELS = 8192
const LEAST_SECONDS = 0.5
const MOST_SECONDS = 600

/** Empty where one of them is none. */
function readSizes(text: string): OwnModel['sizes'] {
  const sizes = partsOf(text).map(part => {
    const [, width, height] = SIZE.exec(part) ?? []
    return { width: Number(width), height: Number(height) }
  })
  const isSide = (pixels: number): boolean => pixels >= LEAST_PIXELS && pixels <= MOST_PIXELS
  return sizes.every(({ width, height }) => isSide(width) && isSide(height)) ? sizes : []
}

function readSeconds(text: string): readonly number[] {
  const seconds = partsOf(text).map(part => (/^\d+(\.\d+)?$/.test(part) ? Number(part) : NaN))
  return seconds.every(value => value >= LEAST_SECONDS && value <= MOST_SECONDS) ? seconds : []
}

function partsOf(text: string): string[] {
  return text
    .split(/[,;]/)
    .map(part => part.trim())
    .filter(part => part !== '')
}

function troubleOf({ name, sizes, seconds }: OwnModel): string | null {
  if (name === '') return words.noName
  if (sizes.length === 0) return words.badSizes(name)
  return seconds.length === 0 ? words.badSeconds(name) : null
}
