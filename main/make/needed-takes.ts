import type { Shot } from '#model/shot.ts'
import { areSameReferences } from '#model/reference-stills.ts'
import { isSettled, type RequestSpec, type RequestState } from '#model/request.ts'
import { coverableFrames } from '#model/assemble/source-window.ts'
import { framesWithin } from '#model/plan/source-length.ts'
import { framesIn, type FrameRate } from '#model/time.ts'
import type { ListedTake } from '#main/takes/store.ts'
import { PACE } from './defaults.ts'

/** What is asked for a shot, but for what differs from take to take. */
export type ShotSpec = Omit<RequestSpec, 'seed' | 'askTicks'>

/** A neighbour's pictures are no words of the shot: whether they are still the neighbour's is told by itself. */
const NEIGHBOURS = ['firstFrame', 'lastFrame', 'leadIn', 'leadOut'] as const
const COMPARED_OTHERWISE: ReadonlySet<keyof RequestSpec> = new Set([...NEIGHBOURS, 'references'])

function isSameSpec(spec: RequestSpec, wanted: ShotSpec): boolean {
  const { seed: _seed, askTicks: _askTicks, ...rest } = spec
  const keys = (Object.keys(wanted) as (keyof ShotSpec)[]).filter(key => !COMPARED_OTHERWISE.has(key))
  const isFromBefore = rest.text === undefined
  const isSame = (key: keyof ShotSpec): boolean =>
    (key === 'text' && isFromBefore) || JSON.stringify(rest[key]) === JSON.stringify(wanted[key])
  return areSameReferences(rest, wanted) && keys.every(isSame)
}

/** The film frames that a take covers at the project's pace; 0 while it has no file. */
export function coveredFrames({ media, handed }: ListedTake['take'], rate: FrameRate): number {
  return media ? coverableFrames(media.facts, rate, PACE, handed?.leadPictures) : 0
}

/** True for a take made of the very words and settings that would be sent now; imported ones are as their user wants them. */
export function isCurrent({ request }: ListedTake, wanted: ShotSpec): boolean {
  return request === null || isSameSpec(request.spec, wanted)
}

/** The takes of one shot among all of the project. */
export function takesOf(takes: readonly ListedTake[], shot: Shot): ListedTake[] {
  return takes.filter(({ take }) => take.shotIds.includes(shot.id))
}

/** What must be done so that a shot has `wantedCount` takes that are current and long enough for its place. */
export type TakeNeed = {
  readonly toAsk: number
  readonly toAskAgain: readonly ListedTake[]
  /** How many are there already, of those wanted. */
  readonly readyCount: number
  /** Stand in the way of asking: what is `uncertain` may be on its way, what was refused would be again. Only a person settles them. */
  readonly unsettled: readonly ListedTake[]
}

/** True when what was asked for covers so many frames of the film. */
function askCovers({ request }: ListedTake, placeFrames: number, rate: FrameRate): boolean {
  return request !== null && framesWithin(request.spec.askTicks, rate, PACE) >= placeFrames
}

/** True when this take, once it is made, could fill the shot's place with what would be asked for now. */
export function wouldServe(listed: ListedTake, shot: Shot, wanted: ShotSpec, rate: FrameRate): boolean {
  return shot.place !== null && isCurrent(listed, wanted) && askCovers(listed, framesIn(shot.place), rate)
}

export function neededTakes(
  shot: Shot,
  takes: readonly ListedTake[],
  wanted: ShotSpec,
  rate: FrameRate,
  wantedCount: number,
): TakeNeed {
  if (!shot.place) throw new Error(`shot ${shot.serial} has no place yet`)
  const placeFrames = framesIn(shot.place)
  const usable = takes.filter(listed => listed.take.judgement !== 'rejected' && isCurrent(listed, wanted))
  const ready = usable.filter(({ take }) => coveredFrames(take, rate) >= placeFrames)
  const asked = usable.filter(listed => !listed.take.media && askCovers(listed, placeFrames, rate))
  const inState = (is: (state: RequestState) => boolean): ListedTake[] =>
    asked.filter(({ request }) => request !== null && is(request.state))
  const onTheWay = inState(state => !isSettled(state))
  const failed = inState(state => state === 'failed')
  const unsettled = inState(state => state === 'uncertain' || state === 'refused')
  const missing = Math.max(0, wantedCount - ready.length - onTheWay.length - unsettled.length)
  const toAskAgain = failed.slice(0, missing)
  return {
    toAsk: missing - toAskAgain.length,
    toAskAgain,
    readyCount: Math.min(wantedCount, ready.length),
    unsettled: ready.length + onTheWay.length >= wantedCount ? [] : unsettled,
  }
}
