import type { DeskContext } from './desk-context.ts'

export type SettingsDesk = ReturnType<typeof createSettingsDesk>

export function createSettingsDesk(_context: DeskContext) {
  return {}
}
