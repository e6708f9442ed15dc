import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { failureSentence } from '../../client/failure.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { EmptyLibrary } from './empty-library.tsx'
import { FailureScreen } from './failure-note.tsx'
import { MakeCommand } from './make-command.tsx'
import { ProjectGrid, SkeletonGrid } from './project-grid.tsx'

/** The Library: every project on this machine, kept up to date while it is shown. */
export function LibraryView() {
  const { data, error, refetch } = useQuery(useQueries().projects.list.queryOptions())
  const cards = data ?? null
  const failure = error ? failureSentence(error) : null
  const retry = () => void refetch()
  const isLoading = cards === null && failure === null
  const hasProjects = cards !== null && cards.length > 0
  const count = cards === null ? '' : texts.library.projectCount(cards.length)

  useEffect(() => {
    document.title = texts.library.documentTitle
  }, [])

  return (
    <>
      <main className="flex min-h-0 grow flex-col overflow-auto px-8 pt-6 pb-8" aria-busy={isLoading}>
        <div className="mb-6 flex items-baseline gap-5">
          <h1 className="text-24 font-strong tracking-tight">{texts.library.title}</h1>
          <span role="status" className="text-soft">
            {isLoading ? <span className="sr-only">{texts.library.loading}</span> : count}
          </span>
        </div>
        {cards === null && failure !== null && <FailureScreen sentence={failure} retry={retry} />}
        {isLoading && <SkeletonGrid />}
        {hasProjects && <ProjectGrid cards={cards} />}
        {cards?.length === 0 && <EmptyLibrary />}
      </main>
      {hasProjects && (
        <footer className="sticky bottom-0 flex h-13 shrink-0 items-center gap-3 border-t border-line bg-app px-8">
          <span className="shrink-0 text-soft">{texts.library.newProject}</span>
          <MakeCommand look="plain" />
        </footer>
      )}
    </>
  )
}
