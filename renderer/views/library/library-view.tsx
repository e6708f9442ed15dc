import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { ProjectCard } from '#model/contract/project-card.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useCommands } from '../../commands/use-commands.ts'
import { useOpenedFiles } from '../../files/opened-files.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { sizeText } from '../../ui/size.ts'
import { Empty, Failed } from '../../ui/states.tsx'
import { keepOrder, keptOrder, ordered } from './card-order.ts'
import { DiskFooter } from './disk-footer.tsx'
import { FirstRun } from './first-run.tsx'
import { LibraryHeader } from './library-header.tsx'
import { ProjectGrid, SkeletonGrid } from './project-grid.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { SearchResults } from './search-results.tsx'
import { useNewProjects } from './use-new-projects.ts'
import { useProjectActions, type ActedOn } from './use-project-actions.tsx'

const { library: words } = texts

/** The Library: every project on this machine, kept up to date while it is shown. */
export function LibraryView() {
  const queries = useQueries()
  const list = useQuery(queries.projects.list.queryOptions())
  const trashed = useQuery(queries.projects.trashed.queryOptions())
  // What the disk holds comes when it comes: nothing waits for it.
  const { data: disk } = useQuery(queries.projects.diskUse.queryOptions())
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState(keptOrder)
  const [isTrash, setIsTrash] = useState(false)
  const [isEmptying, setIsEmptying] = useState(false)
  const [current, setCurrent] = useState<ProjectCard | null>(null)
  const searched = useDeferredValue(search.trim())
  const scroller = useRef<HTMLDivElement>(null)
  const actions = useProjectActions()
  const fresh = useNewProjects()
  const { isOver, dropProps } = useFileDrop(fresh.drop)
  useOpenedFiles(fresh.take)

  useEffect(() => {
    document.title = words.documentTitle
  }, [])

  const shown = isTrash ? trashed.data : list.data
  const chosen = shown?.find(card => card.id === current?.id) ?? null
  useCommands({
    'library.newFromSong': fresh.chooseSong,
    'library.newEmpty': fresh.newEmpty,
    'library.importBundle': fresh.chooseBundle,
    'library.openSample': actions.openSample,
    'library.trash': { run: () => setIsTrash(!isTrash), isOn: isTrash },
    'library.rename': { run: () => chosen && actions.rename(actedOn(chosen)), isEnabled: chosen !== null && !isTrash },
    'library.remove': { run: () => chosen && actions.trash(actedOn(chosen)), isEnabled: chosen !== null && !isTrash },
  })

  const useOf = new Map(disk?.projects.map(project => [project.projectId, project]))
  const askEmpty = (): void => setIsEmptying(true)
  const isFirstRun = list.data?.length === 0 && trashed.data?.length === 0
  const summary = isTrash ? words.trash.count(trashed.data?.length ?? 0) : summaryOf(list.data, disk?.mediaBytes)

  return (
    <main className="relative flex min-h-0 grow flex-col" aria-busy={shown === undefined && !list.error} {...dropProps}>
      <div ref={scroller} className={`flex min-h-0 grow flex-col overflow-auto px-8 ${isFirstRun ? '' : 'pt-6 pb-8'}`}>
        {!isFirstRun && (
          <LibraryHeader
            summary={summary}
            search={search}
            setSearch={setSearch}
            order={order}
            setOrder={next => {
              setOrder(next)
              keepOrder(next)
            }}
            trashCount={trashed.data?.length ?? 0}
            isTrash={isTrash}
            setIsTrash={setIsTrash}
            askEmpty={askEmpty}
            importBundle={fresh.chooseBundle}
            newFromSong={fresh.chooseSong}
          />
        )}
        {isFirstRun ? (
          <FirstRun
            isOver={isOver}
            chooseSong={fresh.chooseSong}
            openSample={actions.openSample}
            chooseClips={fresh.chooseClips}
          />
        ) : searched !== '' ? (
          <SearchResults text={searched} />
        ) : shown ? (
          <>
            {shown.length > 0 && (
              <ProjectGrid
                scroller={scroller}
                cards={ordered(shown, order, id => useOf.get(id)?.bytes ?? 0)}
                missingOf={id => useOf.get(id)?.missingCount ?? 0}
                noteOf={id => (order === 'size' && useOf.has(id) ? sizeText(useOf.get(id)?.bytes ?? 0) : null)}
                menuOf={card => actions.menuOf(actedOn(card))}
                onCurrent={setCurrent}
              />
            )}
            {shown.length === 0 && isTrash && (
              <Empty title={words.trash.empty} body={words.trash.emptyBody}>
                <Button onClick={() => setIsTrash(false)}>{words.trash.back}</Button>
              </Empty>
            )}
            {shown.length === 0 && !isTrash && (
              <Empty title={words.projectCount(0)} body={words.firstRun.kinds}>
                <Button look="primary" onClick={fresh.chooseSong}>
                  {words.newFromSong}
                </Button>
              </Empty>
            )}
          </>
        ) : list.error ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : (
          <>
            <span role="status" className="sr-only">
              {words.loading}
            </span>
            <SkeletonGrid />
          </>
        )}
      </div>
      {!isFirstRun && <DiskFooter disk={disk} askEmpty={askEmpty} />}
      {isOver && !isFirstRun && (
        <div className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-card border border-dashed border-now bg-scrim">
          <p className="rounded-card bg-panel px-6 py-4 text-15 font-strong shadow-float">{words.dropHere}</p>
        </div>
      )}
      {actions.dialogs}
      {isEmptying && (
        <RemoveDialog
          projects={trashed.data ?? []}
          isAll
          strayFileCount={disk?.strayFileCount ?? 0}
          close={() => setIsEmptying(false)}
        />
      )}
    </main>
  )
}

function summaryOf(cards: readonly ProjectCard[] | undefined, mediaBytes: number | undefined): string {
  if (!cards) return ''
  const count = words.projectCount(cards.length)
  return mediaBytes === undefined || mediaBytes === 0 ? count : words.countAndSize(count, sizeText(mediaBytes))
}

function actedOn({ id, title, isSample, trashedAtMs }: ProjectCard): ActedOn {
  return { id, title, isSample, isTrashed: trashedAtMs !== null }
}
