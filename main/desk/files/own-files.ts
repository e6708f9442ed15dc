import { existsSync } from 'node:fs'
import type { Library } from '#main/library/library.ts'
import { assertNever } from '#model/assert-never.ts'
import type { OwnFile } from '#model/contract/files-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'

/**
 * The path of a finished film or of a media file.
 * @throws StudioError files/gone | media/missing | media/changed | media/unreadable
 */
export function pathOfOwnFile({ db, media }: Pick<Library, 'db' | 'media'>, file: OwnFile): string {
  switch (file.kind) {
    case 'media': {
      const id = file.id as MediaId
      if (!media.byId(id)) throw gone()
      return media.pathOf(id)
    }
    case 'render': {
      const sql = "SELECT output_path AS path FROM render WHERE id = ? AND state = 'done'"
      const path = db.get<{ path: string }>(sql, [file.id])?.path
      if (path === undefined || !existsSync(path)) throw gone()
      return path
    }
    default:
      return assertNever(file)
  }
}

function gone(): StudioError {
  return new StudioError('files/gone', 'The file is no longer where it was. It was moved, renamed or deleted.')
}
