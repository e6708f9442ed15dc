import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { TreatmentView as Treatment } from '#model/contract/treatment-contract.ts'
import { ticksFromFrames } from '#model/time.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useUndoCommands } from '../../frame/use-undo-commands.ts'
import { useProject } from '../../frame/use-project.tsx'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { part } from '../../ui/part.tsx'
import { Empty, Failed, Opening, SkeletonBar, SkeletonRows } from '../../ui/states.tsx'
import { likelyChoice, type AskableShots, type Which } from '../asking/use-asking.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { BrokenPassages } from './broken-passages.tsx'
import { copyText } from './copy-text.ts'
import { LookTab } from './look-tab.tsx'
import { NotesDialog } from './notes-dialog.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { PlanNotice } from './plan-notice.tsx'
import { PlanStrip } from './plan-strip.tsx'
import { ShotsTab } from './shots-tab.tsx'
import { StoryTab } from './story-tab.tsx'
import { useShotCommands } from './table/use-shot-commands.ts'
import { useTable } from './table/use-table.ts'
import { TreatmentBar, type Tab } from './treatment-bar.tsx'
import { usePacing } from './use-pacing.ts'
import { UnclearWords } from './unclear-words.tsx'
import { TreatmentProvider, useEdits } from './use-treatment.tsx'

const AskSheet = part(async () => (await import('../asking/ask-sheet.tsx')).AskSheet)

/** The written plan: story, look and shots, and how they lie over the song. */
export function TreatmentView() {
  const { id: projectId } = useProject()
  const { data, error, refetch } = useQuery(useQueries().treatment.open.queryOptions({ input: { projectId } }))
  useUndoCommands(projectId, 'treatment')
  if (data) {
    return (
      <TreatmentProvider value={data}>
        <Loaded view={data} />
      </TreatmentProvider>
    )
  }
  if (error) return <Failed error={error} retry={() => void refetch()} />
  return (
    <Opening label={texts.treatment.loading}>
      <SkeletonBar />
      <div className="h-10 shrink-0 border-b border-line bg-well" />
      <SkeletonRows />
    </Opening>
  )
}

type Open = { readonly dialog: 'paste'; readonly text: string } | { readonly dialog: 'answer' | 'notes' } | null

function Loaded({ view }: { view: Treatment }) {
  const edits = useEdits()
  const [tab, setTab] = useState<Tab>('shots')
  const [open, setOpen] = useState<Open>(null)
  const [isInspectorOpen, setInspectorOpen] = useState(false)
  const table = useTable(view.shots)
  const pacing = usePacing(view, edits)
  const make = useMake(view, table)
  const paste = (text: string): void => setOpen({ dialog: 'paste', text })
  usePasteAnywhere(paste, view.shots.length === 0)
  useShotCommands(view, table, edits, tab === 'shots')
  useCommands({
    'treatment.showStory': { run: () => setTab('story'), isOn: tab === 'story' },
    'treatment.showLook': { run: () => setTab('look'), isOn: tab === 'look' },
    'treatment.showShots': { run: () => setTab('shots'), isOn: tab === 'shots' },
    'treatment.paste': () => paste(''),
    'treatment.copyBrief': {
      run: () => edits.act(async () => copyText(await edits.brief(), texts.treatment.briefCopied)),
      isEnabled: view.shots.length > 0,
    },
    'treatment.readAnswer': { run: () => setOpen({ dialog: 'answer' }), isEnabled: view.shots.length > 0 },
    'treatment.plan': { run: edits.plan, isEnabled: view.songFrames !== null && view.shots.length > 0 },
    'treatment.make': { run: make.open, isEnabled: view.shots.length > 0 },
  })
  const close = (): void => setOpen(null)
  const transport = useTransportControls()
  const newest = useRef({ table, view })
  useEffect(() => {
    newest.current = { table, view }
  })
  const chooseShot = useCallback((shotId: string): void => {
    setTab('shots')
    newest.current.table.selectShot(shotId)
  }, [])
  const goToShot = useCallback(
    (shotId: string): void => {
      chooseShot(shotId)
      const { shots, rate } = newest.current.view
      const place = shots.find(({ id }) => id === shotId)?.place
      if (place) transport.seek(ticksFromFrames(place.startFrame, rate))
    },
    [chooseShot, transport],
  )

  return (
    <div className="flex size-full min-h-0 flex-col">
      <TreatmentBar
        tab={tab}
        setTab={setTab}
        pacing={pacing}
        draftCount={make.wantingCount}
        showNotes={() => setOpen({ dialog: 'notes' })}
        toggleInspector={() => setInspectorOpen(isOpen => !isOpen)}
      />
      <PlanNotice />
      <BrokenPassages />
      <UnclearWords
        show={shotId => {
          chooseShot(shotId)
          setInspectorOpen(true)
        }}
      />
      {view.shots.length > 0 && (
        <PlanStrip view={view} draft={pacing.draft} shotId={table.selection?.shotId ?? null} choose={goToShot} />
      )}
      <div
        id="treatment-tab-panel"
        role="tabpanel"
        aria-labelledby={`treatment-tab-${tab}`}
        className="flex min-h-0 grow flex-col"
      >
        {tab === 'story' && <StoryTab />}
        {tab === 'look' && <LookTab chooseShot={chooseShot} />}
        {tab === 'shots' &&
          (view.shots.length === 0 ? (
            <NoShots table={table} />
          ) : (
            <ShotsTab
              table={table}
              draft={pacing.draft}
              onPasteText={paste}
              isInspectorOpen={isInspectorOpen}
              closeInspector={() => setInspectorOpen(false)}
            />
          ))}
      </div>
      {make.first !== null && <AskSheet shots={make.askable} first={make.first} close={make.close} />}
      {open?.dialog === 'paste' && <PasteDialog text={open.text} table={table} close={close} />}
      {open?.dialog === 'answer' && <AnswerDialog close={close} />}
      {open?.dialog === 'notes' && <NotesDialog close={close} chooseShot={chooseShot} />}
    </div>
  )
}

function NoShots({ table }: { table: ReturnType<typeof useTable> }) {
  const edits = useEdits()
  return (
    <Empty
      icon={<FileText size={36} strokeWidth={1.3} aria-hidden="true" />}
      title={texts.treatment.empty.title}
      body={texts.treatment.empty.body}
    >
      <Button look="primary" size="large" onClick={() => runCommand('treatment.paste')}>
        {texts.treatment.paste}
      </Button>
      <Button size="large" onClick={() => edits.act(async () => table.selectShot(await edits.insert(null), 'prompt'))}>
        {texts.treatment.empty.write}
      </Button>
    </Empty>
  )
}

/** What takes can be made for from here. */
function useMake({ shots }: Treatment, { chosen, shot }: ReturnType<typeof useTable>) {
  const [first, setFirst] = useState<Which | null>(null)
  const wantingCount = shots.filter(({ state, prompt }) => state === 'no-take' && prompt !== '').length
  const askable: AskableShots = {
    current: shot && { id: shot.id, number: shot.number },
    selected: chosen.length > 1 ? chosen.map(({ id }) => id) : [],
    all: shots.map(({ id }) => id),
  }
  return {
    wantingCount,
    askable,
    /** What the open sheet begins with; null while it is closed. */
    first,
    open: () => setFirst(likelyChoice(askable, wantingCount)),
    close: () => setFirst(null),
  }
}

/** An empty treatment takes what is pasted, wherever the focus is. */
function usePasteAnywhere(onText: (text: string) => void, isEmpty: boolean): void {
  useEffect(() => {
    if (!isEmpty) return undefined
    function onPaste(event: ClipboardEvent): void {
      const target = event.target
      if (target instanceof Element && target.matches('input, textarea')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() !== '') onText(text)
    }
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  })
}
