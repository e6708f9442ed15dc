import { circledShots } from '#main/takes/store.ts'
import { forgetPlaces, listShots } from '#main/treatment/shot-store.ts'
import type { ProjectFrame } from '#model/contract/project-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import { sectionNames } from '#model/song-repair/section-names.ts'
import { FRAME_RATES, isSameRate } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'
import { effectiveSong } from './song/effective-song.ts'

export type ProjectDesk = ReturnType<typeof createProjectDesk>

/** What stands around every workspace. */
export function createProjectDesk(context: DeskContext) {
  const { library } = context
  return {
    /** @throws StudioError project/unknown */
    open(projectId: ProjectId): ProjectFrame {
      const project = existing(projectId)
      const { title, rate, width, height } = project
      return {
        id: projectId,
        title,
        rate,
        width,
        height,
        isSample: library.projects.isSample(projectId),
        hasSong: project.songId !== null,
        song: songOf(project),
        places: placesOf(projectId),
      }
    },

    opened: (projectId: ProjectId): void => library.projects.opened(projectId),

    /** @throws StudioError project/unknown | project/rate */
    setFilm(projectId: ProjectId, film: Pick<Project, 'width' | 'height' | 'rate'>): void {
      const rate = FRAME_RATES.find(known => isSameRate(known, film.rate))
      if (!rate) throw new StudioError('project/rate', 'Films are made at 24, 25, 30, 48, 50 or 60 frames a second.')
      library.db.transaction(() => {
        const project = existing(projectId)
        library.projects.setFilm(projectId, { ...project, ...film, rate })
        // Places are frames: at another rate they would be somewhere else in the song.
        if (!isSameRate(project.rate, rate)) forgetPlaces(library.db, projectId)
      })
    },
  }

  function existing(projectId: ProjectId): Project {
    const project = library.projects.byId(projectId)
    if (project) return project
    throw new StudioError('project/unknown', 'This project is not in the library any more. Look in its trash.')
  }

  function songOf({ id }: Project): ProjectFrame['song'] {
    const song = effectiveSong(context, id)
    if (!song) return null
    const { sections, beats, downbeats } = song.analysis
    const names = sectionNames(sections)
    return {
      mediaId: song.songId,
      durationTicks: song.durationTicks,
      sections: sections.map(({ startTicks, endTicks, label }, index) => ({
        startTicks,
        endTicks,
        label,
        name: names[index]!,
      })),
      beats: [...beats],
      downbeats: [...downbeats],
    }
  }

  function placesOf(projectId: ProjectId): ProjectFrame['places'] {
    const circled = circledShots(library.db, projectId)
    return listShots(library.db, projectId).flatMap(({ id, position, place }) =>
      place ? [{ shotId: id, number: position + 1, ...place, isCircled: circled.has(id) }] : [],
    )
  }
}
