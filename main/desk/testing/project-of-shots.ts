import type { WritableDb } from '#main/db/open.ts'
import type { Library } from '#main/library/library.ts'
import { someProject } from '#main/library/testing/temporary-library.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'

/** For tests: a project with shots that are laid out without a song, five seconds asked for each. */
export function addProject(
  library: Library,
  { shots = 2, title = 'A Life' }: { shots?: number; title?: string } = {},
): { projectId: ProjectId; shotIds: ShotId[] } {
  const projectId = someProject(library, title)
  const shotIds = Array.from({ length: shots }, (_, position) => {
    const id = `shot ${position + 1} of ${title}` as ShotId
    library.db.run(
      `INSERT INTO shot (id, project_id, serial, position, prompt, start_frame, end_frame, ask_ticks, created_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      [
        id,
        projectId,
        position + 1,
        position,
        `prompt ${position}`,
        position * 96,
        position * 96 + 96,
        ticksFromSeconds(5),
      ],
    )
    return id
  })
  return { projectId, shotIds }
}

/** For tests: gives a take a clip of five seconds, of which there is no file. */
export function giveMedia(db: WritableDb, takeId: TakeId): void {
  const facts = {
    ...{ width: 64, height: 36, rate: { numerator: 24, denominator: 1 }, frameCount: 120 },
    durationTicks: ticksFromSeconds(5),
  }
  db.run(
    `INSERT INTO media (id, kind, file_name, size_bytes, stored_path, facts_json, created_at_ms) VALUES (?, 'take', 'clip.mp4', 1, ?, ?, 1)`,
    [takeId, takeId, JSON.stringify(facts)],
  )
  db.run('UPDATE take SET media_id = ? WHERE id = ?', [takeId, takeId])
}
