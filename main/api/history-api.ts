import type { HistoryDesk } from '#main/desk/history-desk.ts'
import type { HistoryPlace } from '#main/history/store.ts'
import type { StudioImplementer } from './implementer.ts'

export function historyApi(studio: StudioImplementer['history'], desk: HistoryDesk) {
  return {
    state: studio.state.handler(({ input }) => desk.state(input as HistoryPlace)),
    list: studio.list.handler(({ input }) => desk.list(input as HistoryPlace)),
    undo: studio.undo.handler(({ input }) => desk.undo(input as HistoryPlace)),
    redo: studio.redo.handler(({ input }) => desk.redo(input as HistoryPlace)),
  }
}
