import { useQueryClient } from '@tanstack/react-query'
import { Clapperboard, Film, SearchX } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FileRef } from '#model/contract/file-ref.ts'
import { useFollowRequests } from '../../client/request-progress.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { runCommand } from '../../commands/registry.ts'
import { usePicker } from '../../files/use-picker.ts'
import { focusNow, focusShot, useFocus } from '../../frame/focus.ts'
import { useUndoCommands } from '../../frame/use-undo-commands.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Failed, Opening, Skeleton, SkeletonBar } from '../../ui/states.tsx'
import { askIfFree } from '../asking/ask-if-free.ts'
import { likelyChoice, type Which } from '../asking/use-asking.ts'
import { copyText } from '../treatment/copy-text.ts'
import { DailiesBar } from './dailies-bar.tsx'
import { DailiesPlayer } from './dailies-player.tsx'
import { openDailies } from './open-dailies.ts'
import { historyLines, historyText } from './history-lines.ts'
import { ImportDialog } from './import-dialog.tsx'
import { reviewImport } from './import-store.ts'
import { MakeTakes, type MakeChoices } from './make-takes.tsx'
import { ReasonBar } from './reason-bar.tsx'
import { WithoutWordDialog } from './without-word-dialog.tsx'
import { RemakeDialog } from './remake-dialog.tsx'
import { RetiredModels } from './retired-models.tsx'
import { part } from '../../ui/part.tsx'
import { TakeInspector } from './take-inspector.tsx'
import { numbersOf } from './numbers-of.ts'
import { cellNear, cellOf, takesBetween, type Cell } from './take-rows.ts'
import type { TileActs } from './take-tile.tsx'
import { TakesGrid } from './takes-grid.tsx'
import { TakesLarge, TakesOfShot } from './takes-large.tsx'
import {
  alsoSelect,
  holdTake,
  narrowTakes,
  openTakesOf,
  setTakesSession,
  toggleSelected,
  turnToTake,
  useTakesSession,
} from './takes-store.ts'
import { TakesToolbar } from './takes-toolbar.tsx'
import { TakesTrash } from './takes-trash.tsx'
import { useClipDrop } from './use-clip-drop.ts'
import { useJudging, type Judging } from './use-judging.ts'
import { useTakes, type Takes } from './use-takes.ts'
import { useTakesCommands } from './use-takes-commands.ts'
import { WatchedFolder } from './watched-folder.tsx'

const SeamStrip = part(async () => (await import('./seam-strip.tsx')).SeamStrip)

/** The takes of every shot: judged by eye and key, made, and taken in. */
export function TakesView() {
  const { id: projectId } = useProject()
  useLayoutEffect(() => openTakesOf(projectId), [projectId])
  const answer = useTakes()
  if (answer.state === 'failed') return <Failed error={answer.error} retry={answer.retry} />
  if (answer.state === 'loading') return <OpeningTakes />
  return <TakesDesk takes={answer} />
}

/** A row for every shot, and beside them the inspector, before there is anything to show in them. */
function OpeningTakes() {
  return (
    <Opening label={texts.takes.loading}>
      <SkeletonBar />
      <div aria-hidden="true" className="flex min-h-0 grow overflow-hidden">
        <div className="min-w-0 grow">
          {Array.from({ length: 16 }, (_, index) => (
            <div key={index} className="flex h-31 gap-3 border-b border-line p-3">
              <div className="flex w-40 flex-col gap-2">
                <Skeleton className="h-3 w-24" />
                <Skeleton className="h-3 w-36" />
              </div>
              <Skeleton className="h-20 w-36" />
              <Skeleton className="h-20 w-36" />
            </div>
          ))}
        </div>
        <div className="w-76 border-l border-line bg-panel p-4 max-wide:hidden">
          <Skeleton className="aspect-video w-full" />
        </div>
      </div>
    </Opening>
  )
}

/** The sheet that is open, and the shot it was opened for. */
type Asking = { readonly first: Which; readonly current: MakeChoices['current'] }

function TakesDesk({ takes }: { takes: Takes }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const judging = useJudging()
  const queries = useQueryClient()
  const { takes: takeQueries } = useQueries()
  const layout = useTakesSession(session => session.layout)
  const isSeamStripShown = useTakesSession(session => session.isSeamStripShown)
  const { rows, shots, counts } = takes
  const { shotId, takeId } = useFocus()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [isInspectorOpen, setInspectorOpen] = useState(false)
  const noteField = useRef<HTMLTextAreaElement>(null)
  const cell = useMemo(() => cellOf(rows, takeId, shotId), [rows, takeId, shotId])
  const row = cell ? rows[cell.row] : undefined
  const take = cell ? row?.takes[cell.column] : undefined
  const shot = row?.shot ?? null

  useFollowRequests()
  useUndoCommands(projectId, 'takes', { after: async () => void judging.rest() })
  useCurrentTake(takes, cell)
  useSeen(
    take?.media && take.judgement === 'unseen' ? take.id : null,
    layout === 'large' || layout === 'dailies',
    judging,
  )

  const review = (given: readonly File[] | readonly FileRef[]): void => reviewImport(studio, projectId, given)
  const { isOver, dropProps } = useClipDrop(review)
  const importClips = (): void =>
    act(async () => {
      const files = await picker.files({ kind: 'clips', title: texts.takes.importClips, isMany: true })
      if (files.length > 0) review(files)
    })
  const importFolder = (): void =>
    act(async () => {
      const folder = await picker.folder({ title: texts.takes.importFolder })
      if (folder !== null) review([{ kind: 'path', path: folder }])
    })
  const watchFolder = (): void =>
    act(async () => {
      const folder = await picker.folder({ title: texts.takes.watchTitle })
      if (folder !== null) await studio.takes.watch({ projectId, folder })
    })
  const makeFor = (id: string): void =>
    act(async () => {
      const wish = { projectId, shots: { kind: 'these' as const, shotIds: [id] }, takesPerShot: 1, model: null }
      if (await askIfFree(studio, wish)) return
      setAsking({ first: 'current', current: shots.find(one => one.id === id) ?? null })
    })

  const choices = useMakeChoices(takes, shot)
  function openSheet(): void {
    if (choices.all.length === 0) return
    setAsking({ first: likelyChoice(choices, choices.without), current: choices.current })
  }

  useTakesCommands(takes, judging, {
    make: openSheet,
    importClips,
    editNote: () => {
      // The next letter is typed before the next frame is drawn.
      flushSync(() => setInspectorOpen(true))
      noteField.current?.focus()
    },
    copyHistory: (take, title) =>
      act(async () => {
        const detail = await queries.fetchQuery(takeQueries.detail.queryOptions({ input: { takeId: take.id } }))
        await copyText(historyText(title, historyLines(detail, take)), texts.takeHistory.copied)
      }),
    watchDailies: () => act(async () => openDailies(takes, await studio.takes.dailies({ projectId }))),
    endDailies: () => act(() => studio.takes.endDailies({ projectId })),
  })

  const acts = useTileActs(takes)
  const numbers = useMemo(() => numbersOf(takes), [takes])
  const inspector = (
    <TakeInspector
      take={take}
      shot={shot}
      shots={shots}
      numbers={numbers}
      judging={judging}
      noteField={noteField}
      isPictureHidden={layout === 'large'}
      isMissing={take?.media ? takes.missing.has(take.media.id) : false}
      makeAnother={shot && (() => makeFor(shot.id))}
    />
  )
  return (
    <div className="relative flex h-full" {...dropProps}>
      <div className="flex min-w-0 grow flex-col">
        <TakesToolbar
          counts={counts}
          importFolder={importFolder}
          watchFolder={watchFolder}
          toggleInspector={() => setInspectorOpen(isOpen => !isOpen)}
        >
          <MakeTakes
            choices={asking ? { ...choices, current: asking.current } : choices}
            first={asking?.first ?? null}
            open={openSheet}
            close={() => setAsking(null)}
          />
        </TakesToolbar>
        <WatchedFolder />
        <RetiredModels />
        {layout !== 'trash' && <DailiesBar />}
        <div className="relative min-h-0 grow">
          {layout === 'trash' && <TakesTrash shots={shots} />}
          {layout === 'large' && <TakesLarge takes={takes} cell={cell} acts={acts} />}
          {layout === 'grid' &&
            (rows.length === 0 ? (
              <div className="flex h-full">
                <NothingHere takes={takes} importClips={importClips} />
              </div>
            ) : (
              <TakesGrid takes={takes} acts={acts} makeFor={makeFor} />
            ))}
          {layout === 'grid' && <ReasonBar takes={takes.takes} at="bottom" />}
        </div>
        {isSeamStripShown && (layout === 'grid' || layout === 'large') && <SeamStrip takes={takes} />}
      </div>
      {layout !== 'trash' && (
        <aside
          aria-label={texts.takes.inspector}
          className={`flex w-75 shrink-0 flex-col border-l border-line bg-panel max-wide:absolute max-wide:top-10 max-wide:right-0 max-wide:bottom-0 max-wide:z-20 max-wide:shadow-float ${isInspectorOpen ? '' : 'max-wide:hidden'}`}
        >
          {layout === 'large' && <TakesOfShot takes={takes} cell={cell} acts={acts} makeMore={makeFor} />}
          <div className="flex min-h-0 grow flex-col">{inspector}</div>
        </aside>
      )}
      {layout === 'dailies' && <DailiesPlayer takes={takes} cell={cell} acts={acts} />}
      <RemakeDialog />
      <WithoutWordDialog />
      {isOver && <DropTarget />}
      <ImportDialog shots={shots} />
    </div>
  )
}

function DropTarget() {
  return (
    <div className="pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-card border-2 border-dashed border-now bg-scrim">
      <div className="flex flex-col items-center gap-2 rounded-card bg-panel px-8 py-6 text-center shadow-float">
        <Film size={32} strokeWidth={1.4} aria-hidden="true" />
        <b className="text-18 font-strong">{texts.takes.dropHere}</b>
        <span className="text-soft">{texts.takes.dropHint}</span>
      </div>
    </div>
  )
}

function NothingHere({ takes: { takes, shots }, importClips }: { takes: Takes; importClips: () => void }) {
  if (takes.length > 0) {
    const showAll = (): void => narrowTakes({ filter: 'all', searchText: '', isRejectedHidden: false })
    return (
      <Empty
        icon={<SearchX size={28} strokeWidth={1.4} />}
        title={texts.takes.nothingFits}
        body={texts.takes.nothingFitsBody}
      >
        <Button onClick={showAll}>{texts.takes.showAll}</Button>
      </Empty>
    )
  }
  const icon = <Clapperboard size={28} strokeWidth={1.4} />
  if (shots.length === 0) {
    return (
      <Empty icon={icon} title={texts.takes.noShotsTitle} body={texts.takes.noShotsBody}>
        <Button look="primary" onClick={() => runCommand('go.treatment')}>
          {texts.takes.toTreatment}
        </Button>
      </Empty>
    )
  }
  return (
    <Empty icon={icon} title={texts.takes.emptyTitle} body={texts.takes.emptyBody(shots.length)}>
      <Button look="primary" onClick={() => runCommand('takes.make')}>
        {texts.takes.make}
      </Button>
      <Button onClick={importClips}>{texts.takes.importClips}</Button>
    </Empty>
  )
}

function useTileActs({ rows, open }: Takes): TileActs {
  const studio = useStudio()
  const act = useAct()
  // Tiles are drawn again when what they do is another function: the rows of the moment are looked up.
  const newest = useRef({ rows, open })
  useEffect(() => {
    newest.current = { rows, open }
  })
  return useMemo(
    (): TileActs => ({
      turnTo(shotId, take, how) {
        if (how === 'toggle') toggleSelected(take.id)
        if (how === 'extend') {
          const from = cellOf(newest.current.rows, focusNow().takeId, focusNow().shotId)
          const to = cellOf(newest.current.rows, take.id, shotId)
          if (from && to) alsoSelect(takesBetween(newest.current.rows, from, to))
        }
        turnToTake(shotId, take.id, how !== 'alone')
      },
      open(shotId, take) {
        turnToTake(shotId, take.id)
        setTakesSession({ layout: 'large' })
      },
      again(requestId) {
        const isFree = [...newest.current.open.values()].some(
          request => request.requestId === requestId && request.isFree,
        )
        // What costs something is asked for again where its price stands.
        if (isFree) act(() => studio.outbox.decide({ requestIds: [requestId], decision: 'again' }))
        else runCommand('frame.outbox')
      },
      editPrompt(shotId) {
        focusShot(shotId)
        runCommand('go.treatment')
      },
    }),
    [act, studio],
  )
}

function useMakeChoices({ takes, shots, counts }: Takes, shot: Takes['shots'][number] | null): MakeChoices {
  const selected = useTakesSession(session => session.selected)
  return useMemo(() => {
    const ofSelected = new Set(takes.filter(({ id }) => selected.has(id)).flatMap(({ shotIds }) => shotIds))
    return {
      without: counts.shotsWithout,
      current: shot && { id: shot.id, number: shot.number },
      selected: [...ofSelected],
      all: shots.map(({ id }) => id),
    }
  }, [takes, shots, counts.shotsWithout, shot, selected])
}

const AT_FIRST: Cell = { row: 0, column: 0 }

/**
 * Something is always current: the shot of the workspace before, else the first take that is shown. It stays so while others
 * come and go around it, and where it goes itself, what stands in its place is current.
 */
function useCurrentTake({ rows }: Takes, cell: Cell | null): void {
  const { shotId, takeId } = useFocus()
  const last = useRef(AT_FIRST)
  useEffect(() => {
    const now = cell ?? cellNear(rows, last.current)
    const row = now && rows[now.row]
    if (!now || !row) return
    last.current = now
    const own = row.shot?.id ?? null
    const take = row.takes[now.column]
    if (own !== shotId || (take?.id ?? null) !== takeId) turnToTake(own, take?.id ?? null, true)
    if (take) holdTake(take.id)
  }, [cell, rows, shotId, takeId])
}

/** A look of this long is one; large it needs less. */
const LOOK_MS = 1500
const LOOK_LARGE_MS = 600

/** Whoever has stood before a take has seen it. */
function useSeen(takeId: string | null, isLarge: boolean, judging: Judging): void {
  useEffect(() => {
    if (takeId === null) return undefined
    const timer = setTimeout(() => judging.see([takeId]), isLarge ? LOOK_LARGE_MS : LOOK_MS)
    return () => clearTimeout(timer)
  }, [takeId, isLarge, judging])
}
