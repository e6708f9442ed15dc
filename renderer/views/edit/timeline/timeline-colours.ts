import type { SectionLabel } from '#model/song.ts'
import { themeColour } from '../../../playback/use-theme-version.ts'

const NAMES = {
  app: '--app',
  panel: '--panel',
  raised: '--raised',
  control: '--control',
  line: '--line',
  lineStrong: '--line-strong',
  text: '--text',
  soft: '--text-soft',
  faint: '--text-faint',
  now: '--now',
  onNow: '--on-now',
  warn: '--warn',
  warnWash: '--warn-wash',
  bad: '--bad',
  well: '--well',
  wave: '--wave',
  waveCore: '--wave-core',
  plate: '--plate',
  onPlate: '--on-plate',
  plateOk: '--plate-ok',
  plateWarn: '--plate-warn',
  plateBad: '--plate-bad',
} as const

const SECTIONS: readonly SectionLabel[] = ['intro', 'verse', 'chorus', 'bridge', 'drop', 'break', 'outro']

export type TimelineColours = Readonly<Record<keyof typeof NAMES, string>> & {
  readonly sections: Readonly<Record<SectionLabel, string>>
}

/** The colours of the present theme; `_theme` is only what they change with. */
export function timelineColours(_theme: number): TimelineColours {
  const own = Object.fromEntries(Object.entries(NAMES).map(([name, variable]) => [name, themeColour(variable)]))
  const sections = Object.fromEntries(SECTIONS.map(label => [label, themeColour(`--${label}`)]))
  return { ...(own as Record<keyof typeof NAMES, string>), sections: sections as Record<SectionLabel, string> }
}
