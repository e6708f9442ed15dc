import { stat } from 'node:fs/promises'
import { readSettings, writeSettings } from '#main/library/settings.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import type { FfmpegFacts } from '#model/contract/settings-contract.ts'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { SettingChanges, SettingValues } from '#model/settings.ts'
import type { DeskContext } from './desk-context.ts'

export type SettingsDesk = ReturnType<typeof createSettingsDesk>

/** What the person has chosen for the whole library. */
export function createSettingsDesk({ library, ffmpeg }: Pick<DeskContext, 'library' | 'ffmpeg'>) {
  return {
    all: (): SettingValues => readSettings(library.db),

    async change(values: SettingChanges): Promise<SettingValues> {
      if (values.rendersFolder) await demandFolder(values.rendersFolder)
      if (values.ffmpegPath) await findFfmpeg({ settingPath: values.ffmpegPath })
      writeSettings(library.db, values)
      return readSettings(library.db)
    },

    async ffmpeg(): Promise<FfmpegFacts> {
      try {
        const { path, version, source } = await ffmpeg()
        return { kind: 'found', path, version, source }
      } catch (error) {
        if (isStudioError(error)) return { kind: 'trouble', sentence: error.message }
        throw error
      }
    },
  }
}

async function demandFolder(path: string): Promise<void> {
  const stats = await stat(path).catch(() => null)
  if (stats?.isDirectory()) return
  throw new StudioError('settings/no-folder', `There is no folder ${path}. Choose one that is there.`)
}
