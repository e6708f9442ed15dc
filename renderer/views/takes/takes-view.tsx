import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useFollowRequests } from '../../client/request-progress.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useFocus } from '../../frame/focus.ts'
import { useUndoCommands } from '../../frame/use-undo-commands.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { part } from '../../ui/part.tsx'
import { Failed } from '../../ui/states.tsx'
import { askIfFree } from '../asking/ask-if-free.ts'
import { likelyChoice, type Which } from '../asking/use-asking.ts'
import { copyText } from '../treatment/copy-text.ts'
import { DailiesBar } from './dailies-bar.tsx'
import { DailiesPlayer } from './dailies-player.tsx'
import { DropTarget } from './drop-target.tsx'
import { historyLines, historyText } from './history-lines.ts'
import { ImportDialog } from './import-dialog.tsx'
import { MakeTakes, type MakeChoices } from './make-takes.tsx'
import { NothingHere } from './nothing-here.tsx'
import { numbersOf } from './numbers-of.ts'
import { openDailies } from './open-dailies.ts'
import { OpeningTakes } from './opening-takes.tsx'
import { ReasonBar } from './reason-bar.tsx'
import { RemakeDialog } from './remake-dialog.tsx'
import { RetiredModels } from './retired-models.tsx'
import { TakeInspector } from './take-inspector.tsx'
import { cellOf } from './take-rows.ts'
import { TakesGrid } from './takes-grid.tsx'
import { TakesLarge, TakesOfShot } from './takes-large.tsx'
import { leaveDailies, openTakesOf, useTakesSession } from './takes-store.ts'
import { TakesToolbar } from './takes-toolbar.tsx'
import { TakesTrash } from './takes-trash.tsx'
import { useCurrentTake, useSeen } from './use-current-take.ts'
import { useImporting } from './use-importing.ts'
import { useJudging } from './use-judging.ts'
import { useMakeChoices } from './use-make-choices.ts'
import { useTakes, type Takes } from './use-takes.ts'
import { useTakesCommands } from './use-takes-commands.ts'
import { useTileActs } from './use-tile-acts.ts'
import { WatchedFolder } from './watched-folder.tsx'
import { WithoutWordDialog } from './without-word-dialog.tsx'

const SeamStrip = part(async () => (await import('./seam-strip.tsx')).SeamStrip)

/** The takes of every shot: judged by eye and key, made, and taken in. */
export function TakesView() {
  const { id: projectId } = useProject()
  useLayoutEffect(() => openTakesOf(projectId), [projectId])
  useEffect(() => leaveDailies, [])
  const answer = useTakes()
  if (answer.state === 'failed') return <Failed error={answer.error} retry={answer.retry} />
  if (answer.state === 'loading') return <OpeningTakes />
  return <TakesDesk takes={answer} />
}

/** The sheet that is open, and the shot it was opened for. */
type Asking = { readonly first: Which; readonly current: MakeChoices['current'] }

function TakesDesk({ takes }: { takes: Takes }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
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

  const importing = useImporting()
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
    importClips: importing.importClips,
    editNote: () => {
      // The next letter is typed before the next frame is drawn.
      if (layout !== 'dailies') flushSync(() => setInspectorOpen(true))
      noteField.current?.focus()
    },
    copyHistory: (take, title) =>
      act(async () => {
        const detail = await queries.fetchQuery(takeQueries.detail.queryOptions({ input: { takeId: take.id } }))
        await copyText(historyText(title, historyLines(detail, take)), texts.takeHistory.copied)
      }),
    watchDailies: () => act(async () => openDailies(takes, await studio.takes.dailies({ projectId }))),
    endDailies: untilMs => act(() => studio.takes.endDailies({ projectId, untilMs })),
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
    <div className="relative flex h-full" {...importing.dropProps}>
      <div className="flex min-w-0 grow flex-col">
        <TakesToolbar
          counts={counts}
          importFolder={importing.importFolder}
          watchFolder={importing.watchFolder}
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
                <NothingHere takes={takes} importClips={importing.importClips} />
              </div>
            ) : (
              <TakesGrid takes={takes} acts={acts} makeFor={makeFor} />
            ))}
          {layout === 'grid' && <ReasonBar takes={takes.takes} at="bottom" />}
        </div>
        {isSeamStripShown && (layout === 'grid' || layout === 'large') && <SeamStrip takes={takes} />}
      </div>
      {layout !== 'trash' && layout !== 'dailies' && (
        <aside
          aria-label={texts.takes.inspector}
          className={`flex w-75 shrink-0 flex-col border-l border-line bg-panel max-wide:absolute max-wide:top-10 max-wide:right-0 max-wide:bottom-0 max-wide:z-20 max-wide:shadow-float ${isInspectorOpen ? '' : 'max-wide:hidden'}`}
        >
          {layout === 'large' && <TakesOfShot takes={takes} cell={cell} acts={acts} makeMore={makeFor} />}
          <div className="flex min-h-0 grow flex-col">{inspector}</div>
        </aside>
      )}
      {layout === 'dailies' && (
        <DailiesPlayer takes={takes} cell={cell} acts={acts} judging={judging} noteField={noteField} />
      )}
      <RemakeDialog />
      <WithoutWordDialog />
      {importing.isOver && <DropTarget />}
      <ImportDialog shots={shots} />
    </div>
  )
}
