import { demandServedModel } from '#main/make/served-models.ts'
import { specsOf } from '#main/make/shot-spec.ts'
import { ask } from '#main/outbox/store.ts'
import type { ShotParts } from '#main/make/look-of.ts'
import { lengthsIn } from '#main/sequence/sources.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { listTakes, nextTakeNumber, takesOver } from '#main/takes/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { Seam } from '#main/treatment/seam-bindings.ts'
import { bridgePlacing, BRIDGE_SECONDS } from '#model/assemble/bridge.ts'
import { longestClip, modelById, smallestCovering } from '#model/catalogue.ts'
import { clipPrice, type MicroUsd } from '#model/clip-price.ts'
import { applyEdits } from '#model/edit/apply.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, SequenceId, TakeId } from '#model/ids.ts'
import { besideNeighbours } from '#model/reference-stills.ts'
import { takeSeed } from '#model/seed.ts'
import type { Clip } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import type { VideoFacts } from '#model/take.ts'
import { ticks, ticksFromFrames, ticksFromSeconds } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { priceChanged } from '../outbox/ask-for-takes.ts'
import { demandKey } from '../outbox/demand-key.ts'
import { modelOfProject } from '../project-model.ts'
import { ASKABLE } from '../outbox/makers.ts'
import { changeCut } from '../sequences/edit-cut.ts'
import { projectLook } from '../treatment/project-look.ts'
import { demandSeam } from './bindings.ts'
import { demandFrames } from './demand-frames.ts'

/** Seeds of bridges are told from those of the first shot's takes by this. */
const BRIDGE_SALT = 0xb51d

type OfProject = { readonly projectId: ProjectId }

/**
 * What a take that lies over a seam would cost; null where nobody knows before.
 * @throws StudioError project/unknown | treatment/no-shot | seam/no-place | outbox/no-first-frame | outbox/no-last-frame | services/no-key |
 *   catalogue/…
 */
export function priceOfBridge(context: DeskContext, seam: Seam & OfProject): MicroUsd | null {
  return bridgeOver(context, seam).estimateMicroUsd
}

/**
 * Writes a request for a take that lies over a seam: as short as the model allows, begun on the first shot's picture and ended on the
 * second one's.
 * @throws StudioError as `priceOfBridge`, and outbox/price-changed where that is not what was `quoted`
 */
export function askForBridge(
  context: DeskContext,
  { quotedMicroUsd, ...seam }: Seam & OfProject & { readonly quotedMicroUsd: MicroUsd | null },
): void {
  const { db } = context.library
  const { projectId, from, to } = seam
  db.transaction(() => {
    const { before, seed, neighbours, spec, estimateMicroUsd } = bridgeOver(context, seam)
    if (estimateMicroUsd !== quotedMicroUsd) throw priceChanged()
    const number = nextTakeNumber(db, projectId, null)
    ask(db, {
      ...{ projectId, shotId: null, number, estimateMicroUsd },
      spec: { ...spec, seed: takeSeed(seed ^ BRIDGE_SALT, before.serial, number) },
      neighbours,
      bridge: { from, to },
    })
  })
}

function bridgeOver(context: DeskContext, { projectId, ...seam }: Seam & OfProject) {
  const { library, catalogue } = context
  const { db } = library
  const project = existingProject(library, projectId)
  const shots = listShots(db, projectId)
  const { from, to } = demandSeam(context, projectId, seam)
  const [before, after] = [from, to].map(id => shots.find(shot => shot.id === id)!) as [Shot, Shot]
  demandPlaces([before, after])
  const fallback = modelOfProject(db, projectId)
  demandServedModel(catalogue, before.written, before.position + 1, fallback, ASKABLE)
  const look = projectLook(context, project)
  // Of words that are written in variations a bridge says the first.
  const words = specsOf(context, project, before, bridgeParts(look.of(before), look.of(after)), fallback)[0]!
  const model = modelById(catalogue, words.model)
  demandKey(context, model)
  const who = `A bridge from shot ${before.position + 1} to shot ${after.position + 1}`
  const neighbours = { beginsAfter: from, endsBefore: to }
  demandFrames(model, neighbours, who)
  // Its first and its last picture are its neighbours', and shown there.
  const wished = ticks(ticksFromSeconds(BRIDGE_SECONDS) + ticksFromFrames(2, project.rate))
  const askTicks = smallestCovering(model.lengths, wished) ?? longestClip(model.lengths)
  const spec = { ...besideNeighbours(words, model, neighbours), askTicks }
  return { before, seed: project.seed, neighbours, spec, estimateMicroUsd: clipPrice(model.price, spec) }
}

/** The way out of the first shot, and in to what is seen in the second: in the order in which it is flown. */
function bridgeParts(before: ShotParts, after: ShotParts): ShotParts {
  const said = [before.passageOut, after.passageIn, after.prompt].filter(text => text.trim() !== '')
  return { ...before, prompt: said.join('. '), passageIn: '', passageOut: '' }
}

function demandPlaces(shots: readonly Shot[]): void {
  const missing = shots.find(({ place }) => place === null)
  if (!missing) return
  const message = `Shot ${missing.position + 1} has no place in the song yet, so nobody knows where it is cut. Give the project its song first.`
  throw new StudioError('seam/no-place', message)
}

/**
 * Lays a bridge over its cut in the newest version: one gesture of that version; the film stays as long as it is.
 * @throws StudioError sequence/none | take/unknown | seam/no-fit
 */
export function layBridge(
  context: DeskContext,
  { projectId, takeId }: { readonly projectId: ProjectId; readonly takeId: TakeId },
): { sequenceId: SequenceId; frame: number } {
  const { db } = context.library
  return db.transaction(() => {
    const stored = latestSequence(db, projectId)
    if (!stored) throw new StudioError('sequence/none', 'There is no cut yet. Assemble one in Edit first.')
    const takes = listTakes(db, projectId).map(({ take }) => take)
    const take = takes.find(({ id }) => id === takeId)
    if (!take?.media || !take.bridge) {
      throw new StudioError('take/unknown', 'That bridge has no clip to show, or is gone.')
    }
    const facts = new Map(takes.flatMap(({ media }) => (media ? [[media.id, media.facts] as const] : [])))
    const factsOf = ({ source }: Clip): VideoFacts | undefined =>
      source.kind === 'take' ? facts.get(source.mediaId) : undefined
    const placing = bridgePlacing(stored.sequence, take, factsOf, seam => takesOver(db, seam))
    if (!placing) {
      const message =
        'The cut does not show the pictures any more that this bridge was made for. Put these takes back there, or ask for another bridge.'
      throw new StudioError('seam/no-fit', message)
    }
    const edits = [{ kind: 'overwrite', ...placing }] as const
    const lengths = lengthsIn(db, stored.sequence, edits)
    changeCut(db, stored, { name: `Lay bridge ${take.number} over a cut` }, applyEdits(stored.sequence, edits, lengths))
    return { sequenceId: stored.sequence.id, frame: placing.frame }
  })
}
