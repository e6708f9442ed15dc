import { z } from 'zod'

/** What the Library shows of one project. Seconds, because this leaves for people's eyes and nothing computes with it. */
export const projectCard = z.object({
  id: z.string(),
  title: z.string(),
  songTitle: z.string().nullable(),
  artist: z.string().nullable(),
  /** The song's length; null while the project has no analysed song. */
  durationSeconds: z.number().nonnegative().nullable(),
  shotCount: z.int().nonnegative(),
  /** Shots with a circled take. */
  circledCount: z.int().nonnegative(),
  openedAtMs: z.int(),
})

export type ProjectCard = z.infer<typeof projectCard>
