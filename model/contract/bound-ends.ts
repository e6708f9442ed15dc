import { z } from 'zod'

/** Whether a take was begun, and ended, on a neighbour's picture, which that one shows; so many pictures at its head are the neighbour's too. */
export const boundEnds = z.object({ begins: z.boolean(), ends: z.boolean(), leadPictures: z.int().optional() })
