import { FolderSearch } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ArrivedFile } from '#model/contract/take-import.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
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
  const studio = useStudio()
  const [arrivals, setArrivals] = useState<Arrivals | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    const follow = async (): Promise<void> => {
      const news = await studio.takes.arrivals({ projectId }, { signal: leaving.signal })
      for await (const one of news) setArrivals(one)
    }
    // Without the studio nothing arrives; the bar over the window says that it does not answer.
    follow().catch(() => {})
    return () => leaving.abort()
  }, [studio, projectId])
  return arrivals
}
