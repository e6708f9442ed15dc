import type { Library } from '#main/library/library.ts'
import type { Catalogue } from '#model/catalogue.ts'
import type { TakeDetail } from '#model/contract/takes-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId, TakeId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { askedOf, type AskedRow } from './asked-of.ts'

type Row = AskedRow & {
  projectId: ProjectId
  prompt: string
  mediaId: MediaId | null
  version: number | null
  variations: number
  parentId: TakeId | null
}

const DETAIL_SQL = `SELECT take.project_id AS projectId, take.prompt, take.media_id AS mediaId, take.parent_take_id AS parentId,
    (SELECT count(*) FROM take AS child WHERE child.parent_take_id = take.id) AS variations,
    request.shot_version AS version, request.spec_json AS specJson, request.reported_json AS reportedJson,
    request.id AS requestId, request.job_id AS jobId, request.estimate_micro_usd AS estimateMicroUsd,
    request.cost_micro_usd AS costMicroUsd, request.created_at_ms AS atMs, request.sent_at_ms AS sentAtMs,
    request.neighbours_json ->> '$.leadPictures' AS leadPictures, request.accepted_at_ms AS acceptedAtMs, request.ready_at_ms AS readyAtMs
  FROM take LEFT JOIN request ON request.take_id = take.id WHERE take.id = ?`

const PREVIOUS_SQL = `SELECT other.number, other.prompt, request.shot_version AS version
  FROM take AS own JOIN take_shot AS own_shot ON own_shot.take_id = own.id
    JOIN take_shot AS other_shot ON other_shot.shot_id = own_shot.shot_id
    JOIN take AS other ON other.id = other_shot.take_id JOIN request ON request.take_id = other.id
  WHERE own.id = ? AND other.number < own.number ORDER BY other.number DESC LIMIT 1`

const PARENT_SQL = `SELECT take.id, take.number, (SELECT min(shot.position) + 1 FROM take_shot
    JOIN shot ON shot.id = take_shot.shot_id AND shot.trashed_at_ms IS NULL WHERE take_shot.take_id = take.id) AS shotNumber
  FROM take WHERE take.id = ?`

/** The versions whose documents name the take, newest first: a long film's others are not read through for every take. */
const USED_IN_SQL = `SELECT document_json AS document FROM sequence
  WHERE project_id = ? AND instr(document_json, ?) > 0 ORDER BY created_at_ms DESC, id DESC`

/**
 * What the inspector tells of a take: what it was made of, and where it is used.
 * @throws StudioError take/unknown
 */
export function takeDetail({ db, media }: Pick<Library, 'db' | 'media'>, catalogue: Catalogue, id: TakeId): TakeDetail {
  const row = db.get<Row>(DETAIL_SQL, [id])
  if (!row) throw new StudioError('take/unknown', 'This take is not in the project any more.')
  const { projectId, prompt, version, mediaId, variations, parentId } = row
  const asked = askedOf(catalogue, row)
  const file = mediaId === null ? undefined : media.byId(mediaId)
  return {
    id,
    prompt,
    version,
    previous: asked ? (db.get<NonNullable<TakeDetail['previous']>>(PREVIOUS_SQL, [id]) ?? null) : null,
    asked,
    parent: parentId === null ? null : (db.get<NonNullable<TakeDetail['parent']>>(PARENT_SQL, [parentId]) ?? null),
    variations,
    file: file ? { name: file.fileName } : null,
    usedIn: db.all<{ document: string }>(USED_IN_SQL, [projectId, id]).flatMap(({ document }) => {
      const sequence = JSON.parse(document) as Sequence
      const clips = clipsOf(sequence, id)
      return clips === 0 ? [] : [{ sequence: sequence.name, clips }]
    }),
  }
}

function clipsOf({ tracks }: Sequence, id: TakeId): number {
  const items = tracks.flatMap(track => track.items)
  return items.filter(item => item.kind === 'clip' && item.source.kind === 'take' && item.source.takeId === id).length
}
