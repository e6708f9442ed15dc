import { oc } from '@orpc/contract'
import { z } from 'zod'
import { projectCard } from './project-card.ts'

/** - `list`: every project that is not in the trash, last opened first. */
export const projectsContract = { list: oc.output(z.array(projectCard)) }
