import { Command } from 'commander'
import type { Studio } from '#main/app.ts'
import { OUTBOX_PAGE, type OutboxRow } from '#model/contract/outbox-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import { requestLine, statusLines } from '../outbox-words.ts'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

type Outbox = Studio['outbox']

export function outboxCommand(): Command {
  const command = new Command('outbox')
    .description('list what is asked of services and is not made yet, and why it waits')
    .argument('[project]', "the project's name (default: all projects)")
  withCommonOptions(command).action((project: string | undefined, options: CommonOptions) =>
    runInStudio({ ...options, mustExist: options.library !== undefined }, ({ studio }) => {
      const projectId = project === undefined ? null : studio.projectIdOf(project)
      const status = studio.outbox.status(projectId)
      const requests = openRows(studio.outbox, projectId)
      const text = [...statusLines(status), ...requests.map(requestLine)].join('\n')
      return Promise.resolve({ json: { ...status, requests }, text })
    }),
  )
  command.addCommand(
    decision('again', 'ask again for requests that failed or may not have been sent', 'asked again', again),
  )
  command.addCommand(decision('drop', 'drop requests: nobody waits for them any more', 'dropped', drop))
  command.addCommand(decision('first', 'let requests that wait go out before all others', 'put first', first))
  return command
}

const again = (outbox: Outbox, ids: readonly RequestId[]): void => outbox.decide(ids, 'again')
const drop = (outbox: Outbox, ids: readonly RequestId[]): void => outbox.decide(ids, 'cancelled')
const first = (outbox: Outbox, ids: readonly RequestId[]): void => outbox.prioritise(ids, true)

function decision(
  name: string,
  description: string,
  done: string,
  decide: (outbox: Outbox, ids: readonly RequestId[]) => void,
): Command {
  const command = new Command(name)
    .description(description)
    .argument('<ids...>', 'requests as `outbox` lists them; the end of an id will do')
  return withCommonOptions(command).action((wanted: string[], _options: CommonOptions, given: Command) => {
    const options = given.optsWithGlobals<CommonOptions>()
    return runInStudio({ ...options, mustExist: true }, ({ studio }) => {
      const rows = openRows(studio.outbox, null)
      const ids = wanted.map(end => idEndingIn(rows, end))
      decide(studio.outbox, ids)
      return Promise.resolve({ json: { ids }, text: `${ids.length} ${done}` })
    })
  })
}

/** Every request that has not ended. */
function openRows(outbox: Outbox, projectId: ProjectId | null): OutboxRow[] {
  const rows: OutboxRow[] = []
  for (const group of ['needsYou', 'running', 'waiting'] as const) {
    for (let offset = 0; ; offset += OUTBOX_PAGE) {
      const page = outbox.page({ projectId, group, offset, limit: OUTBOX_PAGE })
      rows.push(...page)
      if (page.length < OUTBOX_PAGE) break
    }
  }
  return rows
}

function idEndingIn(rows: readonly OutboxRow[], end: string): RequestId {
  const found = rows.filter(({ id }) => id.endsWith(end))
  if (found.length === 1) return found[0]!.id as RequestId
  const why = found.length === 0 ? 'There is no open request' : `${found.length} requests have an id`
  throw new StudioError('request/unknown', `${why} that ends in "${end}". \`outbox\` lists them.`, { kind: 'usage' })
}
