import { StudioError } from '#model/errors.ts'
import type { Project } from '#model/project.ts'
import type { MakeContext } from './context.ts'

/**
 * A title as projects keep it. A name from a disk may spell "é" as one character or as two (macOS answers to both), and
 * both are one project.
 */
export function asTitle(text: string): string {
  return text.normalize('NFC')
}

/** The project of that title. Throws 'project/unknown', naming those there are. */
export function projectTitled(context: MakeContext, title: string): Project {
  const project = context.library.projects.byTitle(asTitle(title))
  if (project) return project
  const titles = context.library.projects.list().map(card => `"${card.title}"`)
  const known = titles.length > 0 ? `There are: ${titles.join(', ')}.` : 'The library has no projects yet.'
  throw new StudioError('project/unknown', `There is no project called "${title}". ${known}`, { kind: 'usage' })
}
