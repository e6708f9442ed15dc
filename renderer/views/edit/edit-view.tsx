import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useQueries } from '../../client/studio-context.tsx'
import { useSession } from '../../editor/session.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Failed, Opening, Skeleton, SkeletonBar } from '../../ui/states.tsx'
import { EditDesk } from './edit-desk.tsx'
import { NoCut } from './no-cut.tsx'
import { useOpenCut } from './use-open-cut.ts'

/** The edit desk: the newest version of the cut, or the one that was chosen; where there is none it is assembled here. */
export function EditView() {
  const { id: projectId } = useProject()
  const queries = useQueries()
  const { data: versions, error, refetch } = useQuery(queries.sequences.list.queryOptions({ input: { projectId } }))
  const chosen = useSession(state => state.versions[projectId])
  const current = versions?.find(({ id }) => id === chosen) ?? versions?.[0]
  if (!versions && error) return <Failed error={error} retry={() => void refetch()} />
  if (!versions) return <OpeningEdit />
  if (!current) return <NoCut />
  return <Version key={current.id} sequenceId={current.id} revision={current.revision} versions={versions} />
}

type VersionProps = {
  sequenceId: string
  revision: number
  versions: Parameters<typeof EditDesk>[0]['versions']
}

function Version({ sequenceId, revision, versions }: VersionProps) {
  const { cut, error, retry } = useOpenCut(sequenceId)
  const editor = cut?.editor
  useEffect(() => {
    // Other windows, undo and assembling change it too.
    void editor?.heard(revision)
  }, [editor, revision])
  if (!cut && error) return <Failed error={error} retry={retry} />
  if (!cut) return <OpeningEdit />
  return <EditDesk cut={cut} versions={versions} />
}

/** Takes, picture and inspector over the timeline, before there is anything to show in them. */
function OpeningEdit() {
  return (
    <Opening label={texts.edit.empty.opening}>
      <div aria-hidden="true" className="flex min-h-0 basis-[57%]">
        <div className="flex w-55 flex-col gap-3 border-r border-line bg-panel p-3 max-wide:w-50">
          <Skeleton className="h-12 w-24" />
          <Skeleton className="h-12 w-24" />
        </div>
        <div className="min-w-0 grow bg-surround" />
        <div className="w-76 border-l border-line bg-panel p-4 max-wide:hidden">
          <Skeleton className="h-3.5 w-40" />
        </div>
      </div>
      <SkeletonBar />
      <div aria-hidden="true" className="flex min-h-0 basis-[43%] flex-col gap-3 p-3">
        <Skeleton className="h-6" />
        <Skeleton className="h-24" />
        <Skeleton className="h-12" />
      </div>
    </Opening>
  )
}
