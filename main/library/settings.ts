import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import {
  SETTING_KEYS,
  SETTINGS,
  settingValues,
  type Setting,
  type SettingChanges,
  type SettingValues,
} from '#model/settings.ts'

/** What was chosen, else the fallback; also where what is kept is not one of the values any more. */
export function readSetting<Value>(db: ReadableDb, setting: Setting<Value>): Value {
  const row = db.get<{ value_json: string }>('SELECT value_json FROM setting WHERE key = ?', [setting.key])
  if (!row) return setting.fallback
  const value = setting.type.safeParse(parsedIfJson(row.value_json))
  return value.success ? value.data : setting.fallback
}

export function readSettings(db: ReadableDb): SettingValues {
  return settingValues.parse(
    Object.fromEntries(SETTING_KEYS.map(key => [key, readSetting<unknown>(db, SETTINGS[key])])),
  )
}

/** Keeps the given values, all or none. */
export function writeSettings(db: WritableDb, values: SettingChanges): void {
  db.transaction(() => {
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) continue
      db.run(
        'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
        [key, JSON.stringify(value)],
      )
    }
  })
}

function parsedIfJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
