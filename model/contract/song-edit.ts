import { z } from 'zod'
import { SECTION_LABELS } from '../song.ts'
import type { Ticks } from '../time.ts'

/** A position in the song. */
export const tick = z.int().nonnegative() as unknown as z.ZodType<Ticks, Ticks>

export const span = z.object({ startTicks: tick, endTicks: tick })

const stretch = span.nullable()
const index = z.int().min(0).max(10_000)
const MOST_TICKS = 2 ** 45

/** One thing hands do to what was heard, as SongEdit of model/song-repair. */
export const songEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tap'), taps: z.array(tick).max(2000).readonly(), span: stretch }),
  z.object({ kind: z.literal('halve'), span: stretch }),
  z.object({ kind: z.literal('double'), span: stretch }),
  z.object({ kind: z.literal('nudge'), byTicks: z.int().min(-MOST_TICKS).max(MOST_TICKS), span: stretch }),
  z.object({ kind: z.literal('move-beat'), fromTicks: tick, toTicks: tick }),
  z.object({ kind: z.literal('set-one'), atTicks: tick, span: stretch }),
  z.object({ kind: z.literal('meter'), meter: z.int().min(1).max(32), span: stretch }),
  z.object({ kind: z.literal('tempo'), bpm: z.number().min(20).max(400) }),
  z.object({ kind: z.literal('split-section'), atTicks: tick }),
  z.object({ kind: z.literal('merge-section'), index }),
  z.object({ kind: z.literal('move-section'), index, toTicks: tick }),
  z.object({ kind: z.literal('name-section'), index, name: z.string().max(200).nullable() }),
  z.object({ kind: z.literal('label-section'), index, label: z.enum(SECTION_LABELS) }),
  z.object({ kind: z.literal('settle'), span }),
  z.object({ kind: z.literal('forget'), part: z.enum(['grid', 'sections', 'settled']) }),
])
