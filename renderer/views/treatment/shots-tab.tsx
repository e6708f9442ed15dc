import { ChevronDown, ChevronUp } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { FrameRange } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { Panel, PanelEdge, Panels } from '../../ui/panels.tsx'
import { ShotInspector } from './inspector/shot-inspector.tsx'
import { LookChips } from './look-chips.tsx'
import { ShotTable } from './table/shot-table.tsx'
import type { Table } from './table/use-table.ts'
import { useIsWide } from '../../ui/use-is-wide.ts'
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
  // Whoever holds an arrow key looks at the table; what is sent may come after.
  const shot = useDeferredValue(table.shot)
  const inspector = shot && <ShotInspector shot={shot} chosen={table.chosen} />
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

/** The words that go with every shot, over all of them: on one line until somebody wants to see all. */
function FilmLook() {
  const { style, negative } = useTreatment()
  const { setLook } = useEdits()
  const [isOpen, setOpen] = useState(false)
  const level = { kind: 'film' } as const
  const wrap = isOpen ? 'flex-wrap' : ''
  return (
    <div className="flex min-h-10 shrink-0 items-start gap-2 border-b border-line py-2 pr-2 pl-4">
      <div className={`flex min-w-0 grow gap-x-3 gap-y-2 ${isOpen ? 'flex-col' : ''}`}>
        <div className={`flex min-w-0 items-center gap-1.5 ${wrap}`}>
          <span className="mr-1 shrink-0 text-12 text-soft">{texts.treatment.filmLook}</span>
          <LookChips words={style} isOneLine={!isOpen} change={words => setLook(level, { style: words })} />
        </div>
        {!isOpen && <span aria-hidden="true" className="my-1 w-px shrink-0 bg-line" />}
        <div className={`flex min-w-0 items-center gap-1.5 ${wrap}`}>
          <span className="mr-1 shrink-0 text-12 text-soft">{texts.treatment.never}</span>
          <LookChips
            words={negative}
            isNegative
            isOneLine={!isOpen}
            change={words => setLook(level, { negative: words })}
          />
        </div>
      </div>
      <IconButton
        name={isOpen ? texts.treatment.fewerWords : texts.treatment.allWords}
        look="quiet"
        size="small"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronUp {...ICON} size={14} /> : <ChevronDown {...ICON} size={14} />}
      </IconButton>
    </div>
  )
}
