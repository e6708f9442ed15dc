import { assertNever } from '#model/assert-never.ts'
import { BEATS_PER_BAR, demoSections, SAMPLES_PER_BEAT, type DemoForm, type DemoSection } from './grid.ts'
import {
  BRIDGE_CHORDS,
  BRIDGE_MELODY,
  CHORUS_CHORDS,
  CHORUS_HARMONY,
  CHORUS_MELODY,
  INTRO_CHORDS,
  LAST_CHORD,
  OUTRO_CHORDS,
  VERSE_CHORDS,
  VERSE_MELODY,
  type Chord,
  type MelodyNote,
} from './harmony.ts'
import { createRandom, type Random } from './synth/random.ts'

export type Drum =
  | 'kick'
  | 'snare'
  | 'clap'
  | 'hat'
  | 'open-hat'
  | 'shaker'
  | 'tom-high'
  | 'tom-low'
  | 'crash'
  | 'riser'

/** What is to be played, before it is sound. `beats` is how long it is held; levels are linear, about 0..1. */
export type ScoreEvent = { readonly startSample: number; readonly level: number; readonly pan: number } & (
  | { readonly part: 'pad' | 'pluck' | 'bass'; readonly midi: number; readonly beats: number }
  | { readonly part: 'lead'; readonly midi: number; readonly fromMidi: number; readonly beats: number }
  | { readonly part: 'drums'; readonly drum: Drum }
)

const SCORE_SEED = 1987

/** Writes the whole song down. Every event stands exactly on its grid; only loudness varies from hit to hit. */
export function writeScore(form: DemoForm): readonly ScoreEvent[] {
  const events: ScoreEvent[] = []
  const sections = demoSections(form)
  let bar = 0
  sections.forEach((section, index) => {
    const pen = new Pen(events, bar * BEATS_PER_BAR, createRandom(SCORE_SEED + bar))
    writeSection(pen, section, sections[index + 1])
    bar += section.bars
  })
  return events
}

/** Writes events at beats counted from its section's first. */
class Pen {
  readonly #events: ScoreEvent[]
  readonly #firstBeat: number
  readonly #random: Random

  constructor(events: ScoreEvent[], firstBeat: number, random: Random) {
    this.#events = events
    this.#firstBeat = firstBeat
    this.#random = random
  }

  #place(beat: number, level: number, pan: number) {
    const loudness = level * (0.93 + 0.14 * this.#random())
    return { startSample: Math.round((this.#firstBeat + beat) * SAMPLES_PER_BEAT), level: loudness, pan }
  }

  note(part: 'pad' | 'pluck' | 'bass', beat: number, beats: number, midi: number, level: number, pan = 0): void {
    this.#events.push({ ...this.#place(beat, level, pan), part, midi, beats })
  }

  drum(drum: Drum, beat: number, level: number, pan = 0): void {
    this.#events.push({ ...this.#place(beat, level, pan), part: 'drums', drum })
  }

  melody(notes: readonly MelodyNote[], fromBeat: number, endBeat: number, level: number, transpose = 0, pan = 0): void {
    let fromMidi = notes[0]![2] + transpose
    for (const [beat, beats, note] of notes) {
      if (fromBeat + beat >= endBeat) return
      const midi = note + transpose
      this.#events.push({ ...this.#place(fromBeat + beat, level, pan), part: 'lead', midi, fromMidi, beats })
      fromMidi = midi
    }
  }
}

function writeSection(pen: Pen, section: DemoSection, next: DemoSection | undefined): void {
  const { bars, label } = section
  switch (label) {
    case 'intro':
      writeIntro(pen, bars)
      break
    case 'verse':
      writeVerse(pen, bars, section.name === 'verse-2')
      break
    case 'chorus':
      writeChorus(pen, bars, section.name === 'chorus-3')
      break
    case 'bridge':
      writeBridge(pen, bars)
      break
    case 'outro':
      writeOutro(pen, bars)
      break
    default:
      assertNever(label)
  }
  if (next?.label === 'chorus') pen.drum('riser', bars * BEATS_PER_BAR - 8, label === 'bridge' ? 0.5 : 0.32)
  if (next && label !== 'intro') writeFill(pen, bars * BEATS_PER_BAR, label === 'bridge' ? 0.75 : 1)
}

function eachBar(
  chords: readonly Chord[],
  bars: number,
  write: (beat: number, chord: Chord, bar: number) => void,
): void {
  for (let bar = 0; bar < bars; bar++) write(bar * BEATS_PER_BAR, chords[bar % chords.length]!, bar)
}

function writePad(pen: Pen, beat: number, beats: number, chord: Chord, level: number): void {
  for (const [voice, midi] of chord.pad.entries()) pen.note('pad', beat, beats, midi, level, (voice - 2) * 0.22)
}

/** Runs over the chord's five tones, one per step; a negative number rests. The first of each beat is leaned on. */
function writeArpeggio(
  pen: Pen,
  beat: number,
  chord: Chord,
  steps: readonly number[],
  level: number,
  octave = 0,
): void {
  const length = BEATS_PER_BAR / steps.length
  for (const [step, tone] of steps.entries()) {
    const midi = chord.arpeggio[tone]
    if (midi === undefined) continue
    const accent = (step * length) % 1 === 0 ? 1 : 0.68
    pen.note('pluck', beat + step * length, length, midi + octave * 12, level * accent, step % 2 === 0 ? -0.35 : 0.35)
  }
}

function writeIntro(pen: Pen, bars: number): void {
  eachBar(INTRO_CHORDS, bars, (beat, chord, bar) => {
    const risen = bar / bars
    writePad(pen, beat, 4, chord, 0.55 + 0.3 * risen)
    writeArpeggio(
      pen,
      beat,
      chord,
      bar % 2 === 0 ? [0, 2, 4, 2, 3, 1, 2, 1] : [0, 2, 3, 2, 4, 3, 2, 1],
      0.5 + 0.25 * risen,
    )
    for (let n = 0; n < 4; n++) pen.drum('hat', beat + n, 0.16 + 0.2 * risen, 0.25)
    if (bar * 2 >= bars) {
      pen.drum('kick', beat, 0.55)
      pen.drum('kick', beat + 2, 0.5)
      for (let n = 0; n < 4; n++) pen.drum('hat', beat + n + 0.5, 0.22, 0.25)
    }
    if (bar === bars - 1) {
      pen.drum('snare', beat + 3, 0.35)
      pen.drum('snare', beat + 3.5, 0.45)
    }
  })
}

function writeVerse(pen: Pen, bars: number, isSecond: boolean): void {
  pen.drum('crash', 0, 0.3)
  eachBar(VERSE_CHORDS, bars, (beat, chord, bar) => {
    writePad(pen, beat, 4, chord, 0.72)
    writeArpeggio(pen, beat, chord, bar % 2 === 0 ? [0, -1, 2, 4, -1, 3, 2, 1] : [1, -1, 3, 2, -1, 4, 3, 2], 0.72)
    pen.note('bass', beat, 1.4, chord.bass, 0.85)
    pen.note('bass', beat + 1.5, 0.9, chord.bass, 0.7)
    pen.note('bass', beat + 2.5, 0.9, chord.bass + 12, 0.55)
    pen.note('bass', beat + 3.5, 0.45, chord.bass + 7, 0.55)
    pen.drum('kick', beat, 0.85)
    pen.drum('kick', beat + 2, 0.7)
    pen.drum('kick', beat + (bar % 4 === 3 ? 3.5 : 2.5), 0.42)
    pen.drum('snare', beat + 1, 0.52)
    pen.drum('snare', beat + 3, 0.55)
    if (isSecond) pen.drum('clap', beat + 3, 0.3)
    for (let n = 0; n < 8; n++) pen.drum('hat', beat + n / 2, n % 2 === 0 ? 0.42 : 0.26, 0.25)
    if (isSecond) for (let n = 0; n < 16; n++) pen.drum('shaker', beat + n / 4, n % 4 === 0 ? 0.3 : 0.16, -0.3)
    if (bar % 4 === 0 && (bar >= 8 || (isSecond && bars > 4))) pen.melody(VERSE_MELODY, beat, bars * 4, 0.3, 0, 0.15)
  })
}

function writeChorus(pen: Pen, bars: number, isLast: boolean): void {
  pen.drum('crash', 0, 0.6)
  eachBar(CHORUS_CHORDS, bars, (beat, chord, bar) => {
    if (bar % 8 === 0) {
      if (bar > 0) pen.drum('crash', beat, 0.45)
      pen.melody(CHORUS_MELODY, beat, bars * 4, 0.72)
      if (isLast) pen.melody(CHORUS_HARMONY, beat, bars * 4, 0.4, 0, -0.35)
      if (isLast) pen.melody(CHORUS_MELODY, beat, bars * 4, 0.2, 12, 0.35)
    }
    writePad(pen, beat, 4, chord, isLast ? 1.05 : 0.95)
    const run =
      bar % 2 === 0
        ? [0, 2, 1, 3, 2, 4, 3, 1, 0, 2, 1, 3, 4, 3, 2, 1]
        : [1, 3, 2, 4, 3, 2, 1, 0, 1, 3, 2, 4, 3, 4, 2, 1]
    writeArpeggio(pen, beat, chord, run, 0.55)
    if (isLast) writeArpeggio(pen, beat, chord, [0, -1, 2, -1, 3, -1, 4, -1], 0.26, 1)
    for (let n = 0; n < 8; n++) {
      const isUp = n === 3 || n === 7
      pen.note('bass', beat + n / 2, 0.46, chord.bass + (isUp ? 12 : 0), n % 2 === 0 ? 0.92 : 0.7)
    }
    for (let n = 0; n < 4; n++) pen.drum('kick', beat + n, n === 0 ? 1 : 0.86)
    if (bar % 2 === 1) pen.drum('kick', beat + 2.75, 0.45)
    for (const n of [1, 3]) {
      pen.drum('snare', beat + n, 0.78)
      pen.drum('clap', beat + n, 0.55)
    }
    for (let n = 0; n < 16; n++) pen.drum('hat', beat + n / 4, n % 4 === 0 ? 0.44 : n % 2 === 0 ? 0.3 : 0.17, 0.25)
    for (let n = 0; n < 4; n++) pen.drum('open-hat', beat + n + 0.5, isLast ? 0.34 : 0.24, 0.2)
    if (isLast) for (let n = 0; n < 16; n++) pen.drum('shaker', beat + n / 4, n % 4 === 0 ? 0.4 : 0.22, -0.35)
  })
}

/** Half the density: long chords, one kick and one snare a bar, the arpeggio in quarters. */
function writeBridge(pen: Pen, bars: number): void {
  pen.drum('crash', 0, 0.4)
  eachBar(BRIDGE_CHORDS, bars, (beat, chord, bar) => {
    const risen = bar / bars
    writePad(pen, beat, 4, chord, 0.75 + 0.15 * risen)
    writeArpeggio(pen, beat, chord, bar % 2 === 0 ? [0, 2, 4, 3] : [1, 3, 2, 4], 0.6)
    pen.note('bass', beat, 3.6, chord.bass, 0.72)
    pen.drum('kick', beat, 0.72)
    pen.drum('snare', beat + 2, 0.42)
    for (let n = 0; n < 4; n++) pen.drum('hat', beat + n, 0.2 + 0.14 * risen, 0.25)
    if (bar >= bars - 4) {
      pen.drum('kick', beat + 2, 0.55)
      for (let n = 0; n < 8; n++) pen.drum('shaker', beat + n / 2, 0.22 + 0.2 * risen, -0.3)
    }
  })
  pen.melody(BRIDGE_MELODY, 0, bars * 4, 0.42)
}

/** The band leaves; the last chord rings for three bars while the arpeggio slows to single notes. */
function writeOutro(pen: Pen, bars: number): void {
  const ringBar = Math.max(0, bars - 3)
  pen.drum('crash', 0, 0.5)
  eachBar(OUTRO_CHORDS, ringBar, (beat, chord, bar) => {
    const left = 1 - bar / (ringBar + 1)
    writePad(pen, beat, 4, chord, 0.8)
    writeArpeggio(pen, beat, chord, [0, 2, 4, 2, 3, 1, 2, 1], 0.45 + 0.25 * left)
    pen.note('bass', beat, 1.9, chord.bass, 0.75 * left + 0.1)
    pen.note('bass', beat + 2, 1.9, chord.bass, 0.65 * left + 0.1)
    pen.drum('kick', beat, 0.75 * left + 0.15)
    pen.drum('kick', beat + 2, 0.6 * left + 0.1)
    if (bar < 4) for (const n of [1, 3]) pen.drum('snare', beat + n, 0.5 * left)
    for (let n = 0; n < 8; n++) pen.drum('hat', beat + n / 2, (n % 2 === 0 ? 0.4 : 0.25) * left + 0.06, 0.25)
  })
  const ringBeat = ringBar * BEATS_PER_BAR
  writePad(pen, ringBeat, 10, LAST_CHORD, 0.85)
  pen.note('bass', ringBeat, 7, LAST_CHORD.bass, 0.8)
  pen.drum('kick', ringBeat, 0.7)
  pen.drum('crash', ringBeat, 0.3)
  for (const [beat, tone] of [0, 2, 4, 3, 1, 2, 4, 3].entries()) {
    pen.note('pluck', ringBeat + beat, 1, LAST_CHORD.arpeggio[tone]!, 0.62 - beat * 0.05, beat % 2 === 0 ? -0.3 : 0.3)
  }
}

/** Two beats of snare and toms that push into the section after. */
function writeFill(pen: Pen, endBeat: number, level: number): void {
  for (const [step, drum] of (
    ['snare', 'snare', 'tom-high', 'snare', 'tom-high', 'tom-high', 'tom-low', 'tom-low'] as const
  ).entries()) {
    pen.drum(drum, endBeat - 2 + step / 4, level * (0.34 + step * 0.05), drum === 'tom-low' ? 0.3 : -0.15)
  }
}
