import type { Catalogue, ModelEntry, ServiceEntry } from '#model/catalogue.ts'
import type { OwnModel, OwnServer, WorkflowWish } from '#model/contract/services-contract.ts'
import { StudioError } from '#model/errors.ts'
import { freeName } from './free-name.ts'

/** What is so of every model that a person adds. */
const PLAIN = {
  version: 1,
  takesTextAlone: true,
  maxReferenceStills: 0,
  audio: 'none',
  maxPromptChars: null,
  price: { kind: 'free' },
  status: { kind: 'live' },
} as const

/**
 * The models of a server: those it was told to have, or, of a family whose servers have none of their own, the shipped ones.
 * @throws StudioError services/no-models | services/same-model-twice
 */
export function modelsOfServer(
  shipped: Catalogue,
  { id, family, title }: Pick<ServiceEntry, 'id' | 'family' | 'title'>,
  { models, isPaid, isExtended }: Pick<OwnServer, 'models' | 'isPaid' | 'isExtended'>,
): ModelEntry[] {
  if (family !== 'openai-videos') {
    const alike = new Set(shipped.services.filter(service => service.family === family).map(service => service.id))
    return shipped.models
      .filter(({ provider }) => alike.has(provider))
      .map(model => ({ ...model, id: `${id}/${model.id}`, provider: id, title: `${plainTitle(model)} (${title})` }))
  }
  if (models.length === 0) {
    const message =
      'A server of this kind does not say what its models can. Name at least one, with its sizes and lengths.'
    throw new StudioError('services/no-models', message, { kind: 'usage' })
  }
  const taken = new Set<string>()
  return models.map(model => {
    const twice = models.filter(({ name }) => name === model.name).length > 1
    if (twice) throw sameTwice(model)
    const name = freeName(model.name, other => taken.has(other))
    taken.add(name)
    return openaiVideosModel({ id, title }, name, model, { isPaid, isExtended })
  })
}

function openaiVideosModel(
  { id: provider, title: serviceTitle }: Pick<ServiceEntry, 'id' | 'title'>,
  slug: string,
  { name, sizes, seconds }: OwnModel,
  { isPaid, isExtended }: Pick<OwnServer, 'isPaid' | 'isExtended'>,
): ModelEntry {
  return {
    ...PLAIN,
    ...{ id: `${provider}/${slug}`, provider, wireName: name, title: `${name} (${serviceTitle})` },
    lengths: { kind: 'listed', seconds: [...new Set(seconds)].toSorted((a, b) => a - b) },
    sizes: { kind: 'listed', sizes: sizes.map(size => ({ ...size, wire: `${size.width}x${size.height}` })) },
    takesFirstFrame: true,
    takesLastFrame: false,
    takesSeed: isExtended,
    takesNegative: isExtended,
    price: isPaid ? { kind: 'unknown' } : { kind: 'free' },
    wire: { extendedFields: isExtended },
  }
}

/** Sizes that every kind of model can make are made of such blocks. */
const BLOCK = 32

/** The model that a workflow of the user's becomes; `workflow` is the name of its file. */
export function workflowModel(
  { id: provider }: Pick<ServiceEntry, 'id'>,
  workflow: string,
  { title, inputs, longestSeconds, width, height }: WorkflowWish,
): ModelEntry {
  const has = (slot: keyof typeof inputs): boolean => (inputs[slot] ?? []).length > 0
  return {
    ...PLAIN,
    ...{ id: `${provider}/${workflow}`, provider, title },
    lengths: { kind: 'any', minSeconds: Math.min(1, longestSeconds), maxSeconds: longestSeconds },
    sizes: { kind: 'any', multipleOf: BLOCK, maxPixels: width * height },
    takesFirstFrame: has('startImage'),
    takesLastFrame: has('endImage'),
    // Whether its nodes do without the picture, nobody knows.
    takesTextAlone: !has('startImage') && !has('endImage'),
    maxReferenceStills: inputs.references?.length ?? 0,
    takesReferencesWithFrames: true,
    takesSeed: has('seed'),
    takesNegative: has('negative'),
    wire: { workflow, isOwnWorkflow: true },
  }
}

/** Whether a model is a workflow that the user has added. */
export function isOwnWorkflow({ wire }: Pick<ModelEntry, 'wire'>): boolean {
  return wire['isOwnWorkflow'] === true
}

function plainTitle({ title }: ModelEntry): string {
  return title.replace(/\s*\(.*\)\s*$/, '')
}

function sameTwice({ name }: OwnModel): StudioError {
  return new StudioError('services/same-model-twice', `The model “${name}” is named twice.`, { kind: 'usage' })
}
