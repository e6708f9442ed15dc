import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { TriangleAlert } from 'lucide-react'
import { memo, useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { assertNever } from '#model/assert-never.ts'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { askCount } from '#model/prompt/variation-asks.ts'
import { wayOut } from '#model/prompt/passage.ts'
import { secondsFromTicks, ticks, type FrameRate, type FrameRange } from '#model/time.ts'
import { useFileDrop } from '../../../files/use-file-drop.ts'
import { MadePicture } from '../../../playback/made-picture.tsx'
import { texts } from '../../../texts.ts'
import { SMALL_ICON } from '../../../ui/icon.ts'
import { passageOf } from '../passage-of.ts'
import { SeamMark } from '../../seams/seam-mark.tsx'
import { ShotStateMark } from '../shot-state.tsx'
import { CellEditor, type LeavingTo } from './cell-editor.tsx'
import { cellId, GRID_COLUMNS, IS_FIGURE, TABLE_COLUMNS, type TableColumn } from './columns.ts'
import { TYPED_COLUMNS, type TypedColumn } from './selection.ts'
import { secondsOf } from './table-rows.ts'
import { tellTyping } from './typing.ts'
import type { Editing } from './use-table.ts'

type Props = {
  readonly shot: TreatmentRow
  readonly rate: FrameRate
  /** Where it would stand with a pacing that is being chosen. */
  readonly draft: FrameRange | null
  readonly rowIndex: number
  /** The column of the cell that keys act on, when it is in this row. */
  readonly column: TypedColumn | null
  readonly isChosen: boolean
  readonly editing: Editing | null
  readonly press: (event: MouseEvent, shotId: string, column: TypedColumn) => void
  readonly beginEdit: (shotId: string, column: TypedColumn) => void
  readonly leave: (text: string | null, to: LeavingTo) => void
  readonly drop: (draggedId: string, shotId: string, isAfter: boolean) => void
  /** Pictures from outside, for its board frame. */
  readonly dropFiles: (shotId: string, files: readonly File[]) => void
}

/** What a row being dragged says of itself. */
const DRAGGED = 'treatment-shot'

export const ShotRow = memo(function ShotRow(props: Props) {
  const { shot, rowIndex, isChosen, column, editing, press, beginEdit } = props
  const row = useRef<HTMLDivElement>(null)
  const handle = useRef<HTMLDivElement>(null)
  const edge = useRowDrag(row, handle, props)
  const { isOver, dropProps } = useFileDrop(files => props.dropFiles(shot.id, files))

  return (
    <div
      ref={row}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isChosen}
      className={`relative grid h-10 border-b border-line text-12 ${isChosen ? 'bg-now-dim' : 'hover:bg-panel'} ${isOver ? 'outline-2 -outline-offset-2 outline-now' : ''}`}
      style={{ gridTemplateColumns: GRID_COLUMNS }}
      {...dropProps}
    >
      {edge !== null && (
        <span className={`absolute inset-x-0 z-10 h-0.5 bg-now ${edge === 'before' ? '-top-px' : '-bottom-px'}`} />
      )}
      {TABLE_COLUMNS.map(name => {
        const typed = typedOf(name)
        const isHere = typed !== null && typed === column
        return (
          <div
            key={name}
            ref={name === 'number' ? handle : null}
            id={cellId(shot.id, name)}
            role="gridcell"
            aria-selected={isHere}
            title={name === 'number' ? texts.treatment.drag(shot.number) : undefined}
            onMouseDown={event => {
              // A chosen row may be about to be dragged with the others.
              if (name !== 'number' || !isChosen || isAdding(event)) press(event, shot.id, typed ?? column ?? 'prompt')
            }}
            onClick={event => name === 'number' && !isAdding(event) && press(event, shot.id, column ?? 'prompt')}
            onDoubleClick={() => typed && beginEdit(shot.id, typed)}
            className={`relative flex min-w-0 items-center px-2 ${IS_FIGURE.has(name) ? 'justify-end' : ''} ${name === 'number' ? 'cursor-grab' : ''} ${isHere && editing === null ? 'outline-2 -outline-offset-2 outline-now' : ''}`}
          >
            {typed !== null && editing?.column === typed ? (
              <CellEditor
                label={texts.treatment.editCell(texts.treatment.columns[typed], shot.number)}
                text={shot[typed]}
                typedOver={editing.typedOver}
                onType={text => tellTyping({ shotId: shot.id, column: typed, text })}
                leave={props.leave}
              />
            ) : (
              <Cell {...props} name={name} />
            )}
          </div>
        )
      })}
    </div>
  )
})

/** With these keys a click adds to what is chosen. */
function isAdding({ shiftKey, ctrlKey, metaKey }: MouseEvent): boolean {
  return shiftKey || ctrlKey || metaKey
}

function typedOf(name: TableColumn): TypedColumn | null {
  return TYPED_COLUMNS.find(typed => typed === name) ?? null
}

function Cell({ shot, rate, draft, name }: Props & { name: TableColumn }) {
  const place = draft ?? shot.place
  switch (name) {
    case 'number':
      return (
        <>
          <SeamMark shotId={shot.id} number={shot.number} />
          <b className="font-medium">{shot.number}</b>
        </>
      )
    case 'picture':
      return <RowPicture shot={shot} />
    case 'whatHappens':
      return <span className="line-clamp-2 font-medium">{shot.whatHappens}</span>
    case 'prompt':
      return <PromptCell shot={shot} />
    case 'cameraMove':
      return <span className="line-clamp-2 text-soft">{shot.cameraMove}</span>
    case 'passage':
      return <PassageCell shot={shot} />
    case 'bar':
      return <span className="text-soft">{shot.bar}</span>
    case 'place':
      return place && <span className="font-medium">{secondsOf(place, rate).toFixed(2)}</span>
    case 'ask':
      return <span className="whitespace-nowrap text-soft">{askText(shot)}</span>
    case 'version':
      return (
        <span className="text-soft" title={texts.treatment.versionSaid(shot.version, shot.isNewer)}>
          {shot.version === 0 ? '' : shot.version}
          {shot.isNewer && <span aria-label={texts.treatment.versionSaid(shot.version, true)}>*</span>}
        </span>
      )
    case 'state':
      return <ShotStateMark state={shot.state} />
    default:
      return assertNever(name)
  }
}

/** The words in the cell; and a sign where something is not right in what would be sent. */
function PromptCell({ shot: { prompt, isUnclear } }: { shot: TreatmentRow }) {
  const words =
    prompt === '' ? (
      <span className="text-faint">{texts.treatment.noPrompt}</span>
    ) : (
      <span className="line-clamp-2 text-soft">{prompt}</span>
    )
  return isUnclear ? <Marked sentence={texts.treatment.unclear}>{words}</Marked> : words
}

/** The words in the cell, else what the passage says without any; and a sign where it leads to no neighbour any more. */
function PassageCell({ shot }: { shot: TreatmentRow }) {
  const words = shot.passage === '' ? wayOut(passageOf(shot)) : shot.passage
  if (shot.passageTo.state !== 'elsewhere') return <span className="line-clamp-2 text-soft">{words}</span>
  return (
    <Marked sentence={texts.treatment.passageBroken(shot.passageTo.number)}>
      <span className="line-clamp-2">{words}</span>
    </Marked>
  )
}

function Marked({ sentence, children }: { sentence: string; children: ReactNode }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-warn" title={sentence}>
      <TriangleAlert {...SMALL_ICON} className="shrink-0" role="img" aria-label={sentence} aria-hidden={false} />
      {children}
    </span>
  )
}

/** The seconds of one take; where a shot is written in variations, how many of them make an ask. */
function askText({ askTicks, ...words }: TreatmentRow): string {
  if (askTicks === null) return ''
  const seconds = secondsFromTicks(ticks(askTicks))
  const each = texts.treatment.seconds(Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(1))
  const count = askCount(words)
  return count === 1 ? each : texts.treatment.askTimes(count, each)
}

function RowPicture({ shot: { posterId, stillId } }: { shot: TreatmentRow }) {
  const pictureId = posterId ?? stillId
  return (
    <span className="-mx-2 block h-6.5 w-11.5 overflow-hidden rounded-small bg-well">
      {pictureId !== null && <MadePicture src={`/thumb/${pictureId}`} alt="" className="size-full" />}
    </span>
  )
}

/** Lets the row be dragged by its number, and rows be dropped on it; gives the edge that a drop would go to. */
function useRowDrag(
  row: { readonly current: HTMLDivElement | null },
  handle: { readonly current: HTMLDivElement | null },
  { shot, drop }: Props,
): 'before' | 'after' | null {
  const [edge, setEdge] = useState<'before' | 'after' | null>(null)
  useEffect(() => {
    const [element, dragHandle] = [row.current, handle.current]
    if (!element || !dragHandle) return undefined
    const edgeAt = (clientY: number): 'before' | 'after' => {
      const { top, height } = element.getBoundingClientRect()
      return clientY < top + height / 2 ? 'before' : 'after'
    }
    return combine(
      draggable({ element, dragHandle, getInitialData: () => ({ kind: DRAGGED, shotId: shot.id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['kind'] === DRAGGED,
        onDrag: ({ location }) => setEdge(edgeAt(location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null)
          drop(String(source.data['shotId']), shot.id, edgeAt(location.current.input.clientY) === 'after')
        },
      }),
    )
  }, [row, handle, shot.id, drop])
  return edge
}
