import { z } from 'zod'

/** One thing that a person may choose. The page, the services and the command line all read it from here. */
export type Setting<Value> = {
  readonly key: string
  readonly type: z.ZodType<Value>
  /** What counts as long as nobody has chosen. */
  readonly fallback: Value
  /** What it is called on screen. */
  readonly label: string
}

const folder = z.string().min(1).max(4096).nullable()

export const SETTINGS = {
  theme: {
    key: 'theme',
    type: z.enum(['system', 'dark', 'light']),
    fallback: 'system',
    label: 'Theme',
  },
  contrast: {
    key: 'contrast',
    type: z.enum(['system', 'normal', 'more']),
    fallback: 'system',
    label: 'Contrast',
  },
  motion: {
    key: 'motion',
    type: z.enum(['system', 'less']),
    fallback: 'system',
    label: 'Motion',
  },
  playsProxies: {
    key: 'playsProxies',
    type: z.boolean(),
    fallback: true,
    label: 'Play small copies, show the original at rest',
  },
  showsCaptions: {
    key: 'showsCaptions',
    type: z.boolean(),
    fallback: true,
    label: 'Show shot numbers and prompts over the picture',
  },
  keyLayout: {
    key: 'keyLayout',
    type: z.enum(['premiere']),
    fallback: 'premiere',
    label: 'My hands know',
  },
  /** Null: the program's own place for films. */
  rendersFolder: { key: 'rendersFolder', type: folder, fallback: null, label: 'Finished films' },
  /** Null: the one that is found. */
  ffmpegPath: { key: 'ffmpegPath', type: folder, fallback: null, label: 'ffmpeg' },
} as const satisfies Readonly<Record<string, Setting<unknown>>>

/** Every setting's value; those nobody has chosen have their fallbacks. */
export const settingValues = z.object({
  theme: SETTINGS.theme.type,
  contrast: SETTINGS.contrast.type,
  motion: SETTINGS.motion.type,
  playsProxies: SETTINGS.playsProxies.type,
  showsCaptions: SETTINGS.showsCaptions.type,
  keyLayout: SETTINGS.keyLayout.type,
  rendersFolder: SETTINGS.rendersFolder.type,
  ffmpegPath: SETTINGS.ffmpegPath.type,
})

export type SettingValues = z.infer<typeof settingValues>

/** What is not given stays as it is. */
export const settingChanges = settingValues.partial().strict()

export type SettingChanges = z.infer<typeof settingChanges>
export type SettingKey = keyof SettingValues

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[]
