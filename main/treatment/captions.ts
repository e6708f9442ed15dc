import type { ProjectId, ShotId } from '#model/ids.ts'
import { resolveVariables } from '#model/prompt/resolve-variables.ts'
import type { ShotCaption } from '#model/render-plan.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { listShotsEver } from './shot-store.ts'
import { listVariables } from './variable-store.ts'

/** What is written over the shots of a project, also of those in the trash: a cut may still show their takes. */
export function listCaptions(db: ReadableDb, projectId: ProjectId): Map<ShotId, ShotCaption> {
  const variables = listVariables(db, projectId)
  const plain = (text: string): string =>
    resolveVariables(text, variables)
      .pieces.map(piece => piece.text)
      .join('')
  return new Map(
    listShotsEver(db, projectId).map(({ id, position, written }) => [
      id,
      { number: position + 1, text: plain(written.prompt) },
    ]),
  )
}
