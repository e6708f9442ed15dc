import type { StudioImplementer } from './implementer.ts'
import type { SettingsDesk } from '#main/desk/settings-desk.ts'

export function settingsApi(_studio: StudioImplementer['settings'], _desk: SettingsDesk) {
  return {}
}
