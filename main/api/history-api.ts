import type { StudioImplementer } from './implementer.ts'
import type { HistoryDesk } from '#main/desk/history-desk.ts'

export function historyApi(_studio: StudioImplementer['history'], _desk: HistoryDesk) {
  return {}
}
