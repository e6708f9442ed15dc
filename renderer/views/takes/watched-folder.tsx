import { FolderSearch } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { ArrivedFile } from '#model/contract/take-import.ts'
import type { StudioClient } from '../../client/client.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useStream } from '../../client/use-stream.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { reviewImport } from './import-store.ts'

type Arrivals = { readonly folder: string | null; readonly isReadable: boolean; readonly files: readonly ArrivedFile[] }

/** Tells of the folder that is watched and what came into it; nothing stands here while none is. */
export function WatchedFolder() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const arrivals = useArrivals(projectId)
  if (arrivals === null || arrivals.folder === null) return null
  const { folder, isReadable } = arrivals
  const files = [...arrivals.files]
  return (
    <div role="status" className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-raised px-3 text-12">
      <FolderSearch {...ICON} className="shrink-0 text-soft" />
      <span className="min-w-0 truncate text-soft" title={folder}>
        {isReadable ? texts.takes.watching(folder) : texts.takes.folderGone(folder)}
      </span>
      {files.length > 0 && (
        <>
          <b className="shrink-0 font-medium">{texts.takes.arrived(files.length)}</b>
          <Button
            size="small"
            look="primary"
            onClick={() =>
              reviewImport(
                studio,
                projectId,
                files.map(({ path }) => ({ kind: 'path' as const, path })),
              )
            }
          >
            {texts.takes.look}
          </Button>
          <Button size="small" look="quiet" onClick={() => act(() => studio.takes.dismiss({ projectId, files }))}>
            {texts.takes.dismiss}
          </Button>
        </>
      )}
      <span className="grow" />
      <Button size="small" look="quiet" onClick={() => act(() => studio.takes.watch({ projectId, folder: null }))}>
        {texts.takes.stopWatching}
      </Button>
    </div>
  )
}

function useArrivals(projectId: string): Arrivals | null {
  const [arrivals, setArrivals] = useState<Arrivals | null>(null)
  const open = useCallback(
    (studio: StudioClient, signal: AbortSignal) => studio.takes.arrivals({ projectId }, { signal }),
    [projectId],
  )
  useStream(open, setArrivals)
  return arrivals
}
