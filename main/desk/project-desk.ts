import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadAnalysis } from '#main/song/store.ts'
import { circledShots } from '#main/takes/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { ProjectFrame } from '#model/contract/project-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { DeskContext } from './desk-context.ts'

export type ProjectDesk = ReturnType<typeof createProjectDesk>

/** What stands around every workspace. */
export function createProjectDesk(context: DeskContext) {
  const { library } = context
  return {
    /** @throws StudioError project/unknown */
    open(projectId: ProjectId): ProjectFrame {
      const project = library.projects.byId(projectId)
      if (!project) {
        throw new StudioError('project/unknown', 'This project is not in the library any more. Look in its trash.')
      }
      const { title, rate, width, height } = project
      return {
        id: projectId,
        title,
        rate,
        width,
        height,
        isSample: library.projects.isSample(projectId),
        song: songOf(project),
        places: placesOf(projectId),
      }
    },

    opened: (projectId: ProjectId): void => library.projects.opened(projectId),
  }

  function songOf({ songId }: Project): ProjectFrame['song'] {
    const analysis = songId === null ? undefined : loadAnalysis(library.db, songId, ANALYSER_VERSION)?.analysis
    if (songId === null || !analysis) return null
    return {
      mediaId: songId,
      durationTicks: analysis.durationTicks,
      sections: [],
      beats: [...analysis.beats],
      downbeats: [...analysis.downbeats],
    }
  }

  function placesOf(projectId: ProjectId): ProjectFrame['places'] {
    const circled = circledShots(library.db, projectId)
    return listShots(library.db, projectId).flatMap(({ id, position, place }) =>
      place ? [{ shotId: id, number: position + 1, ...place, isCircled: circled.has(id) }] : [],
    )
  }
}
