import { Command } from 'commander'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'
import { formatSeconds } from '../terminal.ts'

export function projectsCommand(): Command {
  const command = new Command('projects').description('list the projects of the library')
  return withCommonOptions(command).action((options: CommonOptions) =>
    runInStudio(options, ({ studio }) => {
      const cards = studio.projectCards.list()
      const lines = cards.map(card => {
        const length = card.durationSeconds === null ? '-' : formatSeconds(card.durationSeconds)
        return `${card.title}  (${length}, ${card.circledCount} of ${card.shotCount} shots circled)`
      })
      const text = lines.length > 0 ? lines.join('\n') : 'No projects yet. `make` creates the first one.'
      return Promise.resolve({ json: cards, text })
    }),
  )
}
