import { z } from 'zod'
import { SECTION_LABELS } from '../song.ts'

/** What the Library shows of one project. Seconds, because this leaves for people's eyes and nothing computes with it. */
export const projectCard = z.object({
  id: z.string(),
  title: z.string(),
  /** The film that comes with the program. */
  isSample: z.boolean(),
  songTitle: z.string().nullable(),
  artist: z.string().nullable(),
  /** The song's length; null while the project has no analysed song. */
  durationSeconds: z.number().nonnegative().nullable(),
  /** The song's sections and the share of it that each takes, 0..1; empty while it has none. */
  sections: z.array(z.object({ label: z.enum(SECTION_LABELS), share: z.number() })),
  /** The media whose picture stands for the project; null without takes. */
  posterId: z.string().nullable(),
  /** The song whose cover does so where there are no takes; null without one. */
  coverId: z.string().nullable(),
  shotCount: z.int().nonnegative(),
  /** Shots with a circled take. */
  circledCount: z.int().nonnegative(),
  takeCount: z.int().nonnegative(),
  /** Takes that are asked for and not here yet. */
  comingCount: z.int().nonnegative(),
  isRendered: z.boolean(),
  createdAtMs: z.int(),
  openedAtMs: z.int(),
  /** Null but in the trash. */
  trashedAtMs: z.int().nullable(),
})

export type ProjectCard = z.infer<typeof projectCard>
