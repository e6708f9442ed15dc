import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { ticksFromFrames } from '#model/time.ts'
import { useCommands } from '../../../commands/use-commands.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'
import type { TreatmentEdits } from '../use-treatment.tsx'
import type { Table } from './use-table.ts'

/** What keys and menus do with the rows that are chosen. */
export function useShotCommands(view: TreatmentView, table: Table, edits: TreatmentEdits, isShown: boolean): void {
  const transport = useTransportControls()
  const { selection, ids, chosen, shot } = table
  const chosenIds = chosen.map(({ id }) => id)
  /** What is being typed is not in the row yet. */
  const isAny = isShown && chosenIds.length > 0 && table.editing === null

  /** One row up or down: those in between make room. */
  function move(by: -1 | 1): void {
    const first = ids.indexOf(chosenIds[0]!)
    const last = ids.indexOf(chosenIds.at(-1)!)
    const target = by < 0 ? first - 1 : last + 2
    if (target < 0 || target > ids.length) return
    edits.move(chosenIds, ids[target] ?? null)
  }

  /** The topmost chosen row goes into the others; a row alone takes from the one above. */
  function fillDown(): void {
    if (!selection) return
    const { column } = selection
    const alone = chosen.length === 1
    const from = alone ? view.shots[ids.indexOf(chosenIds[0]!) - 1] : chosen[0]
    if (!from) return
    const into = alone ? chosen : chosen.slice(1)
    edits.setCells(
      into.map(({ id }) => ({ shotId: id, column, text: from[column] })),
      'fill',
    )
  }

  function insert(isAbove: boolean): void {
    const after = isAbove ? (ids[ids.indexOf(chosenIds[0]!) - 1] ?? null) : (chosenIds.at(-1) ?? null)
    edits.act(async () => table.selectShot(await edits.insert(after), selection?.column))
  }

  /** At the cursor of a prompt that is typed in, else where it divides best. */
  function split(): void {
    const { editing } = table
    // What is being typed in is meant, even if another row has been chosen meanwhile.
    const shotId = editing?.shotId ?? shot?.id
    if (shotId === undefined) return
    const at = editing?.column === 'prompt' ? cursorInField() : null
    // What was typed so far goes first.
    if (editing) (document.activeElement as HTMLElement | null)?.blur()
    edits.act(async () => table.selectShot(await edits.split(shotId, at)))
  }

  function playFromRow(): void {
    const inTable = document.activeElement?.closest('[data-treatment-table]') !== null
    const isPlaying = transport.store.getState().isPlaying
    if (!isPlaying && inTable && shot?.place) transport.seek(ticksFromFrames(shot.place.startFrame, view.rate))
    transport.toggle()
  }

  useCommands({
    'play.toggle': playFromRow,
    'treatment.insert': { run: () => insert(false), isEnabled: isShown && table.editing === null },
    'treatment.insertAbove': { run: () => insert(true), isEnabled: isShown && table.editing === null },
    'treatment.fillDown': { run: fillDown, isEnabled: isAny },
    'treatment.moveUp': { run: () => move(-1), isEnabled: isAny },
    'treatment.moveDown': { run: () => move(1), isEnabled: isAny },
    'treatment.split': { run: split, isEnabled: isShown && chosenIds.length === 1 },
    'treatment.merge': { run: () => edits.merge(chosenIds), isEnabled: isAny && chosenIds.length > 1 },
    'treatment.duplicate': {
      run: () => edits.act(async () => table.selectShot(await edits.duplicate(chosenIds), selection?.column)),
      isEnabled: isAny,
    },
    'treatment.delete': { run: () => edits.remove(chosenIds), isEnabled: isAny },
    'treatment.selectAll': {
      run: () => selection && table.select({ ...selection, chosenIds: new Set(ids) }),
      isEnabled: isAny,
    },
  })
}

/** Where the cursor stands in the text that is typed in; blanks before it are not kept, and so not counted. */
function cursorInField(): number | null {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement)) return null
  const blanks = field.value.length - field.value.trimStart().length
  return Math.max(0, field.selectionStart - blanks)
}
