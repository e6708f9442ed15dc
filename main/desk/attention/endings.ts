import { basename } from 'node:path'
import type { ReadableDb } from '#main/db/open.ts'

/** A message for somebody who looks elsewhere. */
export type Message = { readonly title: string; readonly body: string }

type EndedRender = { title: string; state: string; path: string; why: string | null }
type EndedRequest = { title: string; isUncertain: number; why: string | null }

/** Says how renders came out that were under way; one that was stopped by hand needs no message. */
export function renderMessages(db: ReadableDb, ids: readonly string[]): Message[] {
  return ids.flatMap(id => {
    const sql = `SELECT project.title, render.state, render.output_path AS path, render.failure_message AS why
      FROM render JOIN project ON project.id = render.project_id WHERE render.id = ?`
    const render = db.get<EndedRender>(sql, [id])
    if (render?.state === 'done') return [{ title: `${render.title} is rendered`, body: basename(render.path) }]
    if (render?.state !== 'failed') return []
    return [{ title: `${render.title} could not be rendered`, body: render.why ?? 'The render stopped.' }]
  })
}

/** Says which requests need a decision by now: all together, since what ails one mostly ails its neighbours. */
export function requestMessage(db: ReadableDb, ids: readonly string[]): Message | null {
  const sql = `SELECT project.title, state = 'uncertain' AS isUncertain, request.failure_message AS why
    FROM request JOIN project ON project.id = request.project_id
    WHERE request.id = ? AND (state = 'refused' OR (state IN ('failed', 'uncertain') AND retry_at_ms IS NULL))`
  const ended = ids.flatMap(id => db.get<EndedRequest>(sql, [id]) ?? [])
  const [first] = ended
  if (!first) return null
  const isOne = ended.length === 1
  const what = ended.every(({ isUncertain }) => isUncertain === 1)
    ? `Not sure that ${isOne ? 'a take was' : `${ended.length} takes were`} sent`
    : `${isOne ? 'A take' : `${ended.length} takes`} could not be made`
  return { title: `${first.title}: ${what}`, body: first.why ?? 'The outbox says what can be done.' }
}
