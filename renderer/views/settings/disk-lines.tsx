import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.tsx'
import { sizeText } from '../../ui/size.ts'
import { RemoveDialog } from '../library/remove-dialog.tsx'
import { useDiskAgain } from '../library/use-disk-again.ts'
import { Line } from './line.tsx'

const { disk: words } = texts.settings

/** What stands on the library's disk, and what of it can be thrown away. */
export function DiskLines() {
  const studio = useStudio()
  const act = useAct()
  const queries = useQueries()
  const lookAgain = useDiskAgain()
  const { data } = useQuery({ ...queries.projects.diskUse.queryOptions(), staleTime: 0 })
  const trashed = useQuery(queries.projects.trashed.queryOptions())
  const [isEmptying, setIsEmptying] = useState(false)
  const sizeOf = (bytes: number | null | undefined) => (
    <span className="shrink-0 text-soft">{typeof bytes === 'number' ? sizeText(bytes) : ''}</span>
  )
  const clear = async (): Promise<void> => {
    const { freedBytes } = await studio.projects.clearCache()
    notify({ kind: 'ok', text: words.cleared(sizeText(freedBytes)) })
    lookAgain()
  }
  return (
    <>
      <Line label={words.free}>{sizeOf(data?.freeBytes)}</Line>
      <Line label={words.cache} hint={words.cacheHint}>
        {sizeOf(data?.cacheBytes)}
        <Button disabled={!data || data.cacheBytes === 0} onClick={() => act(clear)}>
          {words.clearCache}
        </Button>
      </Line>
      <Line label={words.trash} hint={words.trashHint}>
        {sizeOf(data?.trashBytes)}
        <Button
          disabled={!data || (data.trashBytes === 0 && !trashed.data?.length)}
          onClick={() => setIsEmptying(true)}
        >
          {words.emptyTrash}
        </Button>
      </Line>
      <Line label={words.media} hint={words.mediaHint}>
        {sizeOf(data?.mediaBytes)}
      </Line>
      {isEmptying && (
        <RemoveDialog
          projects={trashed.data ?? []}
          isAll
          strayFileCount={data?.strayFileCount ?? 0}
          close={() => setIsEmptying(false)}
        />
      )}
    </>
  )
}
