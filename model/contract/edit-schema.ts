import { z } from 'zod'
import type { Edit } from '../edit/apply.ts'
import type { ItemId, MediaId, SequenceId, ProjectId, ShotId, TakeId } from '../ids.ts'
import { TRANSITION_STYLES, type Sequence } from '../sequence.ts'
import type { Ticks } from '../time.ts'

const id = z.string().min(1).max(200)
const itemId = id as unknown as z.ZodType<ItemId>
const shotId = id.nullable() as unknown as z.ZodType<ShotId | null>
const takeId = id as unknown as z.ZodType<TakeId>
const mediaId = z.string().length(64) as unknown as z.ZodType<MediaId>
const ticks = z.int().nonnegative() as unknown as z.ZodType<Ticks>
const frame = z.int()
const count = z.int().nonnegative()
const trackName = z.string().min(1).max(40)
const itemIds = z.array(itemId).min(1).max(10_000)

const speed = z.object({ numerator: z.int().min(1).max(1e6), denominator: z.int().min(1).max(1e6) })
const level = z.object({ gainDecibels: z.number().min(-60).max(24), fadeInFrames: count, fadeOutFrames: count })

const take = z.object({ kind: z.literal('take'), takeId, mediaId })
const still = z.object({ kind: z.literal('still'), mediaId })
const sound = z.object({ kind: z.literal('sound'), mediaId })
const song = z.object({ kind: z.literal('song'), mediaId })
const missing = z.object({ kind: z.literal('missing') })

const clipFields = {
  shotId,
  frameCount: z.int().positive(),
  sourceStartTicks: ticks,
  speed,
  momentTicks: ticks.exactOptional(),
  isOff: z.literal(true).exactOptional(),
  level: level.exactOptional(),
}
const newClip = z.object({ ...clipFields, source: z.discriminatedUnion('kind', [take, still, sound, missing]) })
const clip = z.object({
  ...clipFields,
  kind: z.literal('clip'),
  id: itemId,
  source: z.discriminatedUnion('kind', [take, still, sound, song, missing]),
})
const gap = z.object({ kind: z.literal('gap'), id: itemId, frameCount: z.int().positive() })
const transition = z.object({
  kind: z.literal('transition'),
  id: itemId,
  style: z.enum(TRANSITION_STYLES),
  inFrames: count,
  outFrames: count,
})

const marker = z.object({ frame: count, label: z.string().max(500) })
const edge = z.enum(['start', 'end'])
const trackNames = z.array(trackName).max(20).nullable()

/** One thing that a hand does to a cut. */
export const editSchema: z.ZodType<Edit> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blade'), frame, trackNames }),
  z.object({ kind: z.literal('trim'), itemId, edge, frame, mode: z.enum(['overwrite', 'ripple']) }),
  z.object({ kind: z.literal('roll'), itemId, frame }),
  z.object({ kind: z.enum(['slip', 'slide']), itemId, frames: frame }),
  z.object({ kind: z.literal('move'), itemIds, frames: frame, trackName: trackName.nullable() }),
  z.object({ kind: z.enum(['clear', 'ripple-delete']), itemIds }),
  z.object({ kind: z.literal('switch'), itemIds, isOff: z.boolean() }),
  z.object({ kind: z.literal('lift'), startFrame: frame, endFrame: frame, trackNames }),
  z.object({ kind: z.literal('extract'), startFrame: frame, endFrame: frame }),
  z.object({ kind: z.enum(['overwrite', 'insert']), clip: newClip, frame, trackName }),
  z.object({ kind: z.literal('replace-take'), itemId, source: z.discriminatedUnion('kind', [take, still]), shotId }),
  z.object({ kind: z.literal('speed'), itemId, speed }),
  z.object({ kind: z.literal('stretch'), itemId, edge, frame }),
  z.object({ kind: z.literal('transition'), itemId, style: z.enum(['cut', ...TRANSITION_STYLES]), frames: count }),
  z.object({ kind: z.literal('fades'), fadeInFrames: count, fadeOutFrames: count }),
  z.object({ kind: z.literal('film'), headFrames: count.max(100_000), tailFrames: count.max(100_000) }),
  z.object({ kind: z.literal('add-marker'), ...marker.shape }),
  z.object({ kind: z.literal('change-marker'), marker, to: marker }),
  z.object({ kind: z.literal('remove-marker'), marker }),
  z.object({ kind: z.literal('anchor'), frame }),
  z.object({ kind: z.literal('moment'), itemId, frame: frame.nullable() }),
  z.object({ kind: z.literal('level'), itemId, level }),
])

/** A whole cut, as it is kept. */
export const sequenceSchema: z.ZodType<Sequence> = z.object({
  id: id as unknown as z.ZodType<SequenceId>,
  projectId: id as unknown as z.ZodType<ProjectId>,
  name: z.string(),
  rate: z.object({ numerator: z.int().positive(), denominator: z.int().positive() }),
  width: z.int(),
  height: z.int(),
  film: z.object({ headFrames: count, songFrames: count, tailFrames: count }),
  tracks: z.array(
    z.object({
      kind: z.enum(['picture', 'sound']),
      name: z.string(),
      items: z.array(z.discriminatedUnion('kind', [clip, gap, transition])),
    }),
  ),
  markers: z.array(marker),
  anchorFrames: z.array(count),
  fadeInFrames: count,
  fadeOutFrames: count,
})
