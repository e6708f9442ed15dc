import type { ProjectSummary } from '#main/library/projects.ts'
import type { ProjectCard } from '#model/contract/project-card.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'

export type ProjectsDesk = ReturnType<typeof createProjectsDesk>

/** What the Library shows. */
export function createProjectsDesk({ library }: DeskContext) {
  return { list: (): ProjectCard[] => library.projects.list().map(cardOf) }
}

function cardOf(project: ProjectSummary): ProjectCard {
  const { id, title, songTitle, songArtist, songTicks, shotCount, circledCount, openedAtMs } = project
  const durationSeconds = songTicks === null ? null : secondsFromTicks(songTicks)
  return { id, title, songTitle, artist: songArtist, durationSeconds, shotCount, circledCount, openedAtMs }
}
