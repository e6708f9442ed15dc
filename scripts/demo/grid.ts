import type { SectionLabel } from '#model/song.ts'
import { SAMPLE_RATE } from './synth/sound.ts'

export const DEMO_BPM = 112
export const BEATS_PER_BAR = 4
/** 23,625: at 112 bpm and 44.1 kHz every beat falls on a whole sample. */
export const SAMPLES_PER_BEAT = (SAMPLE_RATE * 60) / DEMO_BPM
export const SAMPLES_PER_BAR = SAMPLES_PER_BEAT * BEATS_PER_BAR

/** The whole song, the minute of the sample film, or the half minute that tests and quick demonstrations use. */
export type DemoForm = 'full' | 'sample' | 'short'

type DemoLabel = Exclude<SectionLabel, 'drop' | 'break'>

/** `name` tells the three choruses apart; `label` is what an analysis should call the section. */
export type DemoSection = { readonly name: string; readonly label: DemoLabel; readonly bars: number }

const FORMS: Readonly<Record<DemoForm, readonly DemoSection[]>> = {
  full: [
    { name: 'intro', label: 'intro', bars: 8 },
    { name: 'verse-1', label: 'verse', bars: 16 },
    { name: 'chorus-1', label: 'chorus', bars: 16 },
    { name: 'verse-2', label: 'verse', bars: 16 },
    { name: 'chorus-2', label: 'chorus', bars: 16 },
    { name: 'bridge', label: 'bridge', bars: 16 },
    { name: 'chorus-3', label: 'chorus', bars: 16 },
    { name: 'outro', label: 'outro', bars: 9 },
  ],
  sample: [
    { name: 'intro', label: 'intro', bars: 4 },
    { name: 'verse-2', label: 'verse', bars: 8 },
    { name: 'chorus-1', label: 'chorus', bars: 8 },
    { name: 'bridge', label: 'bridge', bars: 4 },
    { name: 'outro', label: 'outro', bars: 6 },
  ],
  short: [
    { name: 'intro', label: 'intro', bars: 2 },
    { name: 'verse-2', label: 'verse', bars: 4 },
    { name: 'chorus-1', label: 'chorus', bars: 4 },
    { name: 'outro', label: 'outro', bars: 3 },
  ],
}

export function demoSections(form: DemoForm): readonly DemoSection[] {
  return FORMS[form]
}

export type DemoGrid = {
  readonly bpm: number
  readonly beatsPerBar: number
  readonly durationSeconds: number
  readonly beatSeconds: readonly number[]
  readonly downbeatSeconds: readonly number[]
  readonly sections: readonly {
    readonly label: SectionLabel
    readonly startSeconds: number
    readonly endSeconds: number
  }[]
}

/** Where the demo song's beats, bars and sections truly are: what an analysis of it is measured against. */
export function demoGrid(form: DemoForm = 'full'): DemoGrid {
  const sections = FORMS[form]
  const bars = sections.reduce((sum, section) => sum + section.bars, 0)
  const secondsAt = (beat: number) => (beat * SAMPLES_PER_BEAT) / SAMPLE_RATE
  let bar = 0
  return {
    bpm: DEMO_BPM,
    beatsPerBar: BEATS_PER_BAR,
    durationSeconds: secondsAt(bars * BEATS_PER_BAR),
    beatSeconds: Array.from({ length: bars * BEATS_PER_BAR }, (_, beat) => secondsAt(beat)),
    downbeatSeconds: Array.from({ length: bars }, (_, index) => secondsAt(index * BEATS_PER_BAR)),
    sections: sections.map(section => {
      const startSeconds = secondsAt(bar * BEATS_PER_BAR)
      bar += section.bars
      return { label: section.label, startSeconds, endSeconds: secondsAt(bar * BEATS_PER_BAR) }
    }),
  }
}
