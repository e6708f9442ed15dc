import type { FrameRange } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { Panel, PanelEdge, Panels } from '../../ui/panels.tsx'
import { ShotInspector } from './inspector/shot-inspector.tsx'
import { LookChips } from './look-chips.tsx'
import { ShotTable } from './table/shot-table.tsx'
import type { Table } from './table/use-table.ts'
import { useIsWide } from './use-is-wide.ts'
import { useEdits, useTreatment } from './use-treatment.tsx'

type Props = {
  readonly table: Table
  readonly draft: readonly FrameRange[] | null
  readonly onPasteText: (text: string) => void
  /** On a narrow window the inspector is a drawer. */
  readonly isInspectorOpen: boolean
  readonly closeInspector: () => void
}

export function ShotsTab({ table, draft, onPasteText, isInspectorOpen, closeInspector }: Props) {
  const isWide = useIsWide()
  const main = (
    <div className="flex size-full min-h-0 min-w-0 flex-col">
      <FilmLook />
      <ShotTable table={table} draft={draft} onPasteText={onPasteText} />
    </div>
  )
  const inspector = table.shot && <ShotInspector shot={table.shot} chosen={table.chosen} />
  if (isWide) {
    return (
      <Panels name="treatment-shots" panelIds={['table', 'inspector']} direction="row">
        <Panel id="table" minSize="50%">
          {main}
        </Panel>
        <PanelEdge name={texts.treatment.sent} />
        <Panel id="inspector" defaultSize="304px" minSize="240px" maxSize="480px">
          {inspector}
        </Panel>
      </Panels>
    )
  }
  return (
    <div className="relative flex min-h-0 grow">
      {main}
      {isInspectorOpen && (
        <aside
          className="absolute inset-y-0 right-0 z-30 w-80 border-l border-line bg-panel shadow-float"
          onKeyDown={event => event.key === 'Escape' && closeInspector()}
        >
          {inspector}
        </aside>
      )}
    </div>
  )
}

/** The words that go with every shot, over all of them. */
function FilmLook() {
  const { style, negative } = useTreatment()
  const { setLook } = useEdits()
  const level = { kind: 'film' } as const
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-1.5">
      <span className="mr-1 text-12 text-soft">{texts.treatment.filmLook}</span>
      <LookChips words={style} change={words => setLook(level, { style: words })} />
      <span aria-hidden="true" className="mx-1 h-4 w-px bg-line" />
      <span className="mr-1 text-12 text-soft">{texts.treatment.never}</span>
      <LookChips words={negative} isNegative change={words => setLook(level, { negative: words })} />
    </div>
  )
}
