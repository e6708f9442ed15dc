import type { FileRef } from '#model/contract/file-ref.ts'
import type { StudioClient } from '../../client/client.ts'
import type { Picker } from '../../files/use-picker.ts'
import { suggestedPlace } from '../../files/suggested-place.ts'
import { followProgress, runTask } from '../../frame/long-tasks.tsx'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { sizeText } from '../../ui/size.ts'

const { bundle: words } = texts.library

type Named = { readonly projectId: string; readonly title: string }
type Bytes = { readonly doneBytes: number; readonly totalBytes: number }

/** Asks where, writes the project there, and says how large it is. */
export async function exportProject(studio: StudioClient, picker: Picker, { projectId, title }: Named): Promise<void> {
  const suggestedPath = await suggestedPlace(studio, `${title}.flythrough`)
  const path = await picker.savePlace({ title: words.saveTitle(title), suggestedPath })
  if (path === null) return
  const done = await runTask(words.exporting(title), async (report, signal) =>
    followProgress(await studio.projects.exportBundle({ projectId, path }, { signal }), bytes =>
      report(asReport(bytes)),
    ),
  )
  if (!done) return
  const missing = done.missing.length === 0 ? [] : [words.exportedWithout(done.missing.length)]
  notify({ kind: 'ok', text: [words.exported(title, sizeText(done.sizeBytes)), ...missing].join(' ') })
}

/** Brings a bundle in as a new project; resolves to it, or to null when that failed or was stopped. */
export async function importProject(studio: StudioClient, file: FileRef, name: string): Promise<Named | null> {
  const done = await runTask(words.importing(name), async (report, signal) =>
    followProgress(await studio.projects.importBundle({ file }, { signal }), bytes => report(asReport(bytes))),
  )
  if (!done) return null
  const missing = done.missingCount === 0 ? [] : [words.importedWithout(done.missingCount)]
  notify({ kind: 'ok', text: [words.imported(done.title), ...missing].join(' ') })
  return done
}

function asReport({ doneBytes, totalBytes }: Bytes) {
  return {
    fraction: totalBytes === 0 ? 1 : doneBytes / totalBytes,
    detail: words.of(sizeText(doneBytes), sizeText(totalBytes)),
  }
}
