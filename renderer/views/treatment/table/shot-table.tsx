import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, type MouseEvent } from 'react'
import type { FrameRange } from '#model/time.ts'
import { texts } from '../../../texts.ts'
import { ContextMenu } from '../../../ui/menu.tsx'
import { SectionSquare } from '../../../ui/section.tsx'
import { useDroppedStill } from '../use-still.ts'
import { useEdits, useTreatment } from '../use-treatment.tsx'
import type { LeavingTo } from './cell-editor.tsx'
import { cellId, GRID_COLUMNS, HEAD_HEIGHT, IS_FIGURE, SECTION_HEIGHT, SHOT_HEIGHT, TABLE_COLUMNS } from './columns.ts'
import { cellAt, extendedTo, stepped, tabbed, toggled, type TypedColumn } from './selection.ts'
import { ShotRow } from './shot-row.tsx'
import { tableRows, type TableRow } from './table-rows.ts'
import { useTableClipboard } from './use-table-clipboard.ts'
import { useTableMenu } from './table-menu.tsx'
import { onTableKey } from './table-keys.ts'
import { tellTyping } from './typing.ts'
import type { Table } from './use-table.ts'

type Props = {
  readonly table: Table
  readonly draft: readonly FrameRange[] | null
  /** A text that is more than one cell's was pasted into the table. */
  readonly onPasteText: (text: string) => void
}

/** The shots as a spreadsheet: one stop for Tab, with arrows inside; only the rows in sight are drawn. */
export function ShotTable({ table, draft, onPasteText }: Props) {
  const view = useTreatment()
  const edits = useEdits()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => tableRows(view), [view])
  const newest = useRef({ table, edits, view })
  useEffect(() => {
    newest.current = { table, edits, view }
  })

  const { selection, editing } = table
  const shotId = selection?.shotId
  const here = rows.findIndex(({ key }) => key === shotId)
  const typedIn = editing === null ? -1 : rows.findIndex(({ key }) => key === editing.shotId)

  // Compiled or not, a table this size is drawn by what is in view.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => (rows[index]?.kind === 'section' ? SECTION_HEIGHT : SHOT_HEIGHT),
    getItemKey: index => rows[index]?.key ?? index,
    overscan: 12,
    // The head stands over the rows, in the same scroller.
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    // The row that keys act on, and the one that is typed in, stay wherever the table is scrolled to.
    rangeExtractor: range =>
      [...new Set([...defaultRangeExtractor(range), here, typedIn])]
        .filter(index => index >= 0)
        .toSorted((a, b) => a - b),
  })

  /** What the keys act on, and where it stood: another row is shown, and one that moves is followed out of sight. */
  const followed = useRef({ shotId, index: here })
  useEffect(() => {
    const before = followed.current
    followed.current = { shotId, index: here }
    const { startIndex = 0, endIndex = 0 } = virtual.range ?? {}
    const wasInSight = startIndex <= before.index && before.index <= endIndex
    if (here >= 0 && (before.shotId !== shotId || wasInSight)) virtual.scrollToIndex(here, { align: 'auto' })
  }, [shotId, here, virtual])

  const press = useCallback((event: MouseEvent, shotId: string, column: TypedColumn) => {
    const { table } = newest.current
    const { selection, ids } = table
    // The other button opens a menu for what is chosen.
    if (event.button === 2 && selection?.chosenIds.has(shotId)) return
    if (event.shiftKey && selection) table.select({ ...extendedTo(selection, ids, shotId), column })
    else if ((event.ctrlKey || event.metaKey) && selection) table.select(toggled(selection, shotId, column))
    else table.select(cellAt(shotId, column))
  }, [])

  const beginEdit = useCallback((shotId: string, column: TypedColumn) => {
    newest.current.table.edit({ shotId, column, typedOver: null })
  }, [])

  const leave = useCallback((text: string | null, to: LeavingTo) => {
    const { table, edits, view } = newest.current
    const { editing, ids, selection } = table
    if (!editing) return
    table.edit(null)
    tellTyping(null)
    const { shotId, column } = editing
    const shot = view.shots.find(({ id }) => id === shotId)
    if (text !== null && text.trim() !== shot?.[column]) edits.setCells([{ shotId, column, text }], 'type')
    if (to !== 'away') scroller.current?.focus({ preventScroll: true })
    if (!selection) return
    if (to === 'down') table.select(stepped(selection, ids, { rows: 1 }))
    if (to === 'next' || to === 'before') table.select(tabbed(selection, ids, to === 'next' ? 1 : -1))
  }, [])

  const drop = useCallback((draggedId: string, shotId: string, isAfter: boolean) => {
    const { table, edits } = newest.current
    const { ids, selection } = table
    const isOfChosen = selection?.chosenIds.has(draggedId) ?? false
    const moved = isOfChosen ? ids.filter(id => selection!.chosenIds.has(id)) : [draggedId]
    const before = isAfter ? (ids[ids.indexOf(shotId) + 1] ?? null) : shotId
    if (before !== null && moved.includes(before) && moved.length === 1) return
    edits.move(moved, before)
  }, [])

  const takeStill = useDroppedStill()
  const { act } = edits
  const dropFiles = useCallback(
    (shotId: string, files: readonly File[]) => act(() => takeStill(shotId, files)),
    [act, takeStill],
  )

  const menu = useTableMenu(table)
  const total = view.shots.length

  const clipboard = useTableClipboard(table, edits, onPasteText)

  return (
    <div className="flex min-h-0 grow flex-col pl-2">
      <ContextMenu entries={menu}>
        <div
          ref={scroller}
          role="grid"
          tabIndex={0}
          aria-label={texts.treatment.table}
          aria-rowcount={rows.length + 1}
          aria-colcount={TABLE_COLUMNS.length}
          aria-multiselectable
          {...(selection && !editing ? { 'aria-activedescendant': cellId(selection.shotId, selection.column) } : {})}
          data-treatment-table=""
          onKeyDown={event => onTableKey(event, table, edits)}
          {...clipboard}
          className="min-h-0 grow overflow-y-scroll outline-none [scrollbar-gutter:stable]"
        >
          <HeadRow />
          <div role="presentation" className="relative w-full" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, size, key }) => {
              const row = rows[index]
              if (!row) return null
              return (
                <div
                  key={key}
                  role="presentation"
                  className="absolute inset-x-0 top-0"
                  style={{
                    height: size,
                    transform: `translateY(${start - HEAD_HEIGHT}px)`,
                    zIndex: row.kind === 'shot' && editing?.shotId === row.shot.id ? 1 : 0,
                  }}
                >
                  {row.kind === 'section' ? (
                    <SectionRow row={row} rowIndex={index + 2} />
                  ) : (
                    <ShotRow
                      shot={row.shot}
                      rate={view.rate}
                      draft={draft?.[row.shot.number - 1] ?? null}
                      rowIndex={index + 2}
                      column={selection?.shotId === row.shot.id ? selection.column : null}
                      isChosen={selection?.chosenIds.has(row.shot.id) ?? false}
                      editing={editing?.shotId === row.shot.id ? editing : null}
                      press={press}
                      beginEdit={beginEdit}
                      leave={leave}
                      drop={drop}
                      dropFiles={dropFiles}
                    />
                  )}
                </div>
              )
            })}
          </div>
        </div>
      </ContextMenu>
      <span className="sr-only" role="status">
        {table.chosen.length > 1 ? texts.treatment.chosen(table.chosen.length) : ''}
        {total === 0 ? texts.treatment.empty.title : ''}
      </span>
    </div>
  )
}

function HeadRow() {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-30 grid h-7 items-center border-b border-line-strong bg-app text-12 text-soft"
      style={{ gridTemplateColumns: GRID_COLUMNS }}
    >
      {TABLE_COLUMNS.map(name => (
        <span key={name} role="columnheader" className={`truncate px-2 ${IS_FIGURE.has(name) ? 'text-right' : ''}`}>
          {name === 'picture' ? (
            <span className="sr-only">{texts.treatment.columns.picture}</span>
          ) : (
            texts.treatment.columns[name]
          )}
        </span>
      ))}
    </div>
  )
}

function SectionRow({ row, rowIndex }: { row: Extract<TableRow, { kind: 'section' }>; rowIndex: number }) {
  const { section, shotCount, meanSeconds } = row
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className="flex h-7 items-center gap-2 border-b border-line bg-panel px-2 text-12"
    >
      <div role="gridcell" aria-colspan={TABLE_COLUMNS.length} className="flex items-center gap-2">
        <SectionSquare label={section.label} />
        <b className="font-strong first-letter:uppercase">{section.name}</b>
        <span className="text-soft">
          {texts.treatment.sectionFacts(
            section.startBar,
            section.endBar,
            shotCount,
            meanSeconds === null ? null : meanSeconds.toFixed(2),
          )}
        </span>
      </div>
    </div>
  )
}
