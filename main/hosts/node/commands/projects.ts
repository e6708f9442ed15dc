import { Command } from 'commander'
import { secondsFromTicks } from '#model/time.ts'
import type { ProjectSummary } from '#main/library/project-cards.ts'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'
import { formatSeconds } from '../terminal.ts'

function jsonOf({ id, title, songTitle, songArtist, songTicks, ...card }: ProjectSummary) {
  const { shotCount, circledCount, takeCount, openedAtMs } = card
  const durationSeconds = songTicks === null ? null : secondsFromTicks(songTicks)
  return { id, title, songTitle, songArtist, shotCount, circledCount, takeCount, openedAtMs, durationSeconds }
}

export function projectsCommand(): Command {
  const command = new Command('projects').description('list the projects of the library')
  return withCommonOptions(command).action((options: CommonOptions) =>
    // A named library that is not there is a slip; a person's own has no projects before the first.
    runInStudio({ ...options, mustExist: options.library !== undefined }, ({ studio }) => {
      const cards = studio.listProjects()
      const lines = cards.map(card => {
        const length = card.songTicks === null ? '-' : formatSeconds(secondsFromTicks(card.songTicks))
        return `${card.title}  (${length}, ${card.circledCount} of ${card.shotCount} shots circled)`
      })
      const text = lines.length > 0 ? lines.join('\n') : 'No projects yet. `make` creates the first one.'
      return Promise.resolve({ json: { projects: cards.map(jsonOf) }, text })
    }),
  )
}
