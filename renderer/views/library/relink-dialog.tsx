import { useQuery } from '@tanstack/react-query'
import { CircleCheck, FolderSearch, Unlink } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { MissingMedia } from '#model/contract/projects-contract.ts'
import { tellFailure } from '../../client/tell-failure.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { usePicker } from '../../files/use-picker.ts'
import { followProgress } from '../../frame/long-tasks.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ICON } from '../../ui/icon.ts'
import { sizeText } from '../../ui/size.ts'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { useDiskAgain } from './use-disk-again.ts'

const { relink: words } = texts.library

type Props = {
  /** Null for the whole library's. */
  readonly projectId: string | null
  /** Of the project, where it is not on screen. */
  readonly title?: string
  readonly close: () => void
}

/** Files that are not where they were, and the ways to find them again: all at once in a folder, or each by hand. */
export function RelinkDialog({ projectId, title, close }: Props) {
  const missing = useQuery({
    ...useQueries().projects.missing.queryOptions({ input: { projectId } }),
    // What is on the disk is looked at when it is asked for.
    staleTime: 0,
  })
  const lookAtDisk = useDiskAgain()
  const lookAgain = (): void => {
    void missing.refetch()
    lookAtDisk()
  }
  const search = useFolderSearch(projectId, lookAgain)
  const files = missing.data
  return (
    <Dialog
      title={title === undefined ? words.title : words.of(title)}
      isOpen
      close={close}
      width="wide"
      footnote={<span role="status">{search.note}</span>}
      actions={
        search.isRunning ? (
          <Button onClick={search.stop}>{words.stop}</Button>
        ) : (
          <>
            <Button onClick={close}>{texts.ui.close}</Button>
            <Button look="primary" disabled={!files || files.length === 0} onClick={search.start}>
              <FolderSearch {...ICON} />
              {words.folder}
            </Button>
          </>
        )
      }
    >
      {missing.error && !files && <Failed error={missing.error} retry={() => void missing.refetch()} />}
      {!files && !missing.error && (
        <div role="status">
          <span className="sr-only">{words.looking}</span>
          <Skeleton className="h-11 w-full" />
          <Skeleton className="mt-1 h-11 w-full" />
        </div>
      )}
      {files?.length === 0 && (
        <p className="flex items-center gap-2 py-4">
          <CircleCheck {...ICON} className="text-ok" />
          {words.none}
        </p>
      )}
      {files && files.length > 0 && (
        <>
          <p className="mb-3 text-soft">{words.intro}</p>
          <ul className="flex flex-col gap-px">
            {files.map(file => (
              <MissingFile key={file.mediaId} file={file} found={lookAgain} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function MissingFile({ file, found }: { file: MissingMedia; found: () => void }) {
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()

  async function locate(): Promise<void> {
    const kind = ({ song: 'song', take: 'clips', still: 'still' } as const)[file.kind]
    const [chosen] = await picker.files({ kind, title: words.locateOf(file.fileName), isMany: false })
    if (!chosen) return
    await studio.projects.relink({ mediaId: file.mediaId, file: chosen })
    found()
  }

  return (
    <li className="flex items-center gap-3 rounded-control bg-raised py-2 pr-2 pl-3">
      <Unlink {...ICON} className="shrink-0 text-bad" />
      <div className="min-w-0 grow">
        <p className="truncate">
          {file.fileName}
          <span className="ml-2 text-12 text-faint">
            {words.kinds[file.kind]}, {sizeText(file.sizeBytes)}, {words.troubles[file.trouble]}
          </span>
        </p>
        <p className="truncate text-12 text-soft" title={file.path}>
          {words.lastAt} <bdi>{file.path}</bdi>
        </p>
      </div>
      <Button size="small" aria-label={words.locateOf(file.fileName)} onClick={() => act(locate)}>
        {words.locate}
      </Button>
    </li>
  )
}

/** Looks through a folder that the person chooses; ends with the dialog. */
function useFolderSearch(projectId: string | null, onEnd: () => void) {
  const studio = useStudio()
  const picker = usePicker()
  const [isRunning, setIsRunning] = useState(false)
  const [note, setNote] = useState('')
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function look(): Promise<void> {
    const folder = await picker.folder({ title: words.chooseFolder })
    if (folder === null) return
    const stop = new AbortController()
    running.current = stop
    setIsRunning(true)
    try {
      const stream = await studio.projects.relinkFrom({ projectId, folder }, { signal: stop.signal })
      const { foundCount, missingCount } = await followProgress(stream, ({ lookedAtCount, foundCount }) =>
        setNote(words.lookedAt(lookedAtCount, foundCount)),
      )
      setNote(words.found(foundCount, missingCount))
    } catch (error) {
      if (!stop.signal.aborted) tellFailure(error)
    } finally {
      setIsRunning(false)
      onEnd()
    }
  }

  return { isRunning, note, start: () => void look(), stop: () => running.current?.abort() }
}
