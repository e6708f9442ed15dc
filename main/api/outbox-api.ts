import type { StudioImplementer } from './implementer.ts'
import type { OutboxDesk } from '#main/desk/outbox-desk.ts'

export function outboxApi(_studio: StudioImplementer['outbox'], _desk: OutboxDesk) {
  return {}
}
