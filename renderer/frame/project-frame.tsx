import { useQuery } from '@tanstack/react-query'
import { RectangleHorizontal } from 'lucide-react'
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import type { ProjectFrame as Frame } from '#model/contract/project-contract.ts'
import { useQueries, useStudio } from '../client/studio-context.tsx'
import { useCommands } from '../commands/use-commands.ts'
import { TransportProvider, useTransportControls } from '../playback/use-transport.tsx'
import { runCommand } from '../commands/registry.ts'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { ICON } from '../ui/icon.ts'
import { part } from '../ui/part.tsx'
import { Failed, Opening } from '../ui/states.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { FilmDialog } from './film-dialog.tsx'
import { beginOpening } from './focus.ts'
import { useProjectActions } from '../views/library/use-project-actions.tsx'
import { ProjectBar } from './top-bar.tsx'
import { ProjectProvider } from './use-project.tsx'
import { SongStrip } from './song-strip.tsx'
import { WORKSPACES, type Route, type Workspace } from './routes.ts'

const VIEWS = {
  song: part(async () => (await import('../views/song/song-view.tsx')).SongView, OpeningWorkspace),
  treatment: part(async () => (await import('../views/treatment/treatment-view.tsx')).TreatmentView, OpeningWorkspace),
  takes: part(async () => (await import('../views/takes/takes-view.tsx')).TakesView, OpeningWorkspace),
  edit: part(async () => (await import('../views/edit/edit-view.tsx')).EditView, OpeningWorkspace),
  render: part(async () => (await import('../views/render/render-view.tsx')).RenderView, OpeningWorkspace),
} as const

function OpeningWorkspace() {
  return <Opening label={texts.frame.loadingProject} />
}

type Props = { projectId: string; workspace: Workspace; go: (route: Route) => void; outbox: ReactNode }

/** A project with its workspaces: the bar, the workspace, and the strip of the song. */
export function ProjectFrame(props: Props) {
  const { projectId, workspace, go } = props
  const studio = useStudio()
  const { data, error, refetch } = useQuery(useQueries().project.open.queryOptions({ input: { projectId } }))
  useEffect(() => {
    // That it counts as opened is not worth a word when it fails.
    studio.project.opened({ projectId }).catch(() => {})
  }, [studio, projectId])
  // Its code comes while the project does.
  useEffect(() => VIEWS[workspace].ahead(), [workspace])
  useCommands(
    Object.fromEntries(
      WORKSPACES.map(workspace => [`go.${workspace}`, () => go({ screen: 'project', projectId, workspace })]),
    ),
  )
  if (!data && error) {
    return (
      <Failed error={error} retry={() => void refetch()}>
        <Button onClick={() => runCommand('go.library')}>{texts.frame.backToLibrary}</Button>
      </Failed>
    )
  }
  if (!data) return <OpeningProject hasStrip={hasStrip(workspace)} />
  return (
    <TransportProvider>
      <ProjectProvider value={data}>
        <OpenProject {...props} project={data} />
      </ProjectProvider>
    </TransportProvider>
  )
}

/** The timeline of Edit is the strip there. */
const hasStrip = (workspace: Workspace): boolean => workspace !== 'edit'

function OpeningProject({ hasStrip }: { hasStrip: boolean }) {
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)_auto]">
      <div className="h-10 border-b border-line bg-panel" />
      <OpeningWorkspace />
      {hasStrip && <div className="h-16 border-t border-line bg-panel" />}
    </div>
  )
}

function OpenProject({ workspace, outbox, project }: Props & { project: Frame }) {
  const name = texts.commands.frame[workspace]
  useEffect(() => {
    document.title = texts.frame.documentTitle(project.title, name)
  }, [project.title, name])
  // Before what is in it looks.
  // Each workspace is opened anew.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useLayoutEffect(() => beginOpening(), [workspace])
  useFilm(project)
  usePlayCommands(project)
  const View = VIEWS[workspace]
  const { menuOf, resetSample, dialogs } = useProjectActions()
  const [isFilmAsked, setIsFilmAsked] = useState(false)
  const filmEntry = {
    label: texts.frame.film.menu,
    icon: <RectangleHorizontal {...ICON} />,
    run: () => setIsFilmAsked(true),
  }
  useCommands({ 'project.film': () => setIsFilmAsked(true) })
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)_auto]">
      <ProjectBar
        title={project.title}
        workspace={workspace}
        menu={[filmEntry, ...menuOf({ ...project, isTrashed: false })]}
        resetSample={project.isSample ? resetSample : null}
        outbox={outbox}
      />
      <main aria-label={name} className="min-h-0 overflow-hidden">
        <h1 className="sr-only">{texts.frame.heading(project.title, name)}</h1>
        <ErrorBoundary key={workspace}>
          <View />
        </ErrorBoundary>
      </main>
      {hasStrip(workspace) && <SongStrip />}
      {dialogs}
      {isFilmAsked && <FilmDialog close={() => setIsFilmAsked(false)} />}
    </div>
  )
}

/** Puts the project's song on the transport. Edit puts its film there, with head and tail. */
function useFilm({ song }: Frame): void {
  const transport = useTransportControls()
  const mediaId = song?.mediaId ?? null
  const songTicks = song?.durationTicks ?? 0
  useEffect(() => {
    transport.load({ songUrl: mediaId === null ? null : `/song/${mediaId}`, songTicks, headTicks: 0, tailTicks: 0 })
  }, [transport, mediaId, songTicks])
}

function usePlayCommands({ rate }: Frame): void {
  const transport = useTransportControls()
  useCommands({
    'play.toggle': () => transport.toggle(),
    'play.back': () => transport.shuttle(-1),
    'play.stop': () => transport.pause(),
    'play.forward': () => transport.shuttle(1),
    'play.frameBack': () => transport.step(-1, rate),
    'play.frameOn': () => transport.step(1, rate),
    'play.start': () => transport.seek(0),
    'play.end': () => transport.seek(transport.store.getState().durationTicks),
  })
}
