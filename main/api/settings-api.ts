import type { SettingsDesk } from '#main/desk/settings-desk.ts'
import type { StudioImplementer } from './implementer.ts'

export function settingsApi(studio: StudioImplementer['settings'], desk: SettingsDesk) {
  return {
    all: studio.all.handler(() => desk.all()),
    change: studio.change.handler(({ input }) => desk.change(input)),
    ffmpeg: studio.ffmpeg.handler(() => desk.ffmpeg()),
  }
}
