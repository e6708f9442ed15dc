/** A chord as played: the bass, the pad's close voicing and the five tones the arpeggio runs over (MIDI note numbers). */
export type Chord = { readonly bass: number; readonly pad: readonly number[]; readonly arpeggio: readonly number[] }

const chord = (bass: number, pad: readonly number[], arpeggio: readonly number[]): Chord => ({ bass, pad, arpeggio })

// A major. The verses turn around F sharp minor, low and close; the choruses open upwards from D, a fourth higher.
const LOW = {
  fSharpMinor: chord(42, [54, 57, 61, 64, 68], [66, 69, 73, 76, 80]),
  dMajor7: chord(38, [50, 57, 61, 64, 66], [66, 69, 73, 74, 78]),
  aAdd9: chord(33, [52, 57, 59, 61, 64], [64, 69, 71, 73, 76]),
  eOverGSharp: chord(44, [52, 56, 59, 64, 66], [64, 68, 71, 76, 78]),
  eSuspended: chord(40, [52, 57, 59, 64, 66], [64, 69, 71, 76, 78]),
  bMinor9: chord(35, [50, 54, 57, 61, 66], [66, 69, 73, 74, 78]),
  cSharpMinor7: chord(37, [52, 56, 59, 61, 68], [64, 68, 71, 73, 76]),
} as const

const HIGH = {
  dMajor: chord(38, [54, 57, 62, 66, 69], [66, 69, 74, 78, 81]),
  eMajor: chord(40, [56, 59, 64, 68, 71], [68, 71, 76, 80, 83]),
  fSharpMinor: chord(42, [57, 61, 66, 69, 73], [69, 73, 76, 78, 81]),
  aOverCSharp: chord(37, [57, 61, 64, 69, 73], [69, 73, 76, 81, 85]),
  aAdd9: chord(33, [57, 61, 64, 69, 71], [69, 71, 73, 76, 81]),
  eSuspended: chord(40, [57, 59, 64, 69, 71], [69, 71, 76, 81, 83]),
} as const

export const VERSE_CHORDS = [LOW.fSharpMinor, LOW.dMajor7, LOW.aAdd9, LOW.eOverGSharp] as const
export const INTRO_CHORDS = [LOW.fSharpMinor, LOW.fSharpMinor, LOW.dMajor7, LOW.dMajor7] as const
export const CHORUS_CHORDS = [
  HIGH.dMajor,
  HIGH.eMajor,
  HIGH.fSharpMinor,
  HIGH.aOverCSharp,
  HIGH.dMajor,
  HIGH.eMajor,
  HIGH.aAdd9,
  HIGH.eSuspended,
] as const
export const BRIDGE_CHORDS = [
  LOW.bMinor9,
  LOW.bMinor9,
  LOW.cSharpMinor7,
  LOW.cSharpMinor7,
  LOW.dMajor7,
  LOW.dMajor7,
  LOW.eSuspended,
  LOW.eSuspended,
] as const
export const OUTRO_CHORDS = [LOW.aAdd9, LOW.dMajor7] as const
export const LAST_CHORD = LOW.aAdd9

/** A melody note: beats from the phrase's start, length in beats, MIDI note. */
export type MelodyNote = readonly [beat: number, beats: number, midi: number]

/** Eight bars over CHORUS_CHORDS. */
export const CHORUS_MELODY: readonly MelodyNote[] = [
  [0, 1.5, 73],
  [1.5, 0.5, 74],
  [2, 1.75, 78],
  [4, 1.5, 76],
  [5.5, 0.5, 78],
  [6, 1.5, 76],
  [7.5, 0.5, 71],
  [8, 1, 73],
  [9, 0.5, 76],
  [9.5, 2, 78],
  [12, 1, 76],
  [13, 1, 73],
  [14, 1.5, 71],
  [15.5, 0.5, 69],
  [16, 1.5, 69],
  [17.5, 0.5, 71],
  [18, 1.75, 73],
  [20, 1.5, 71],
  [21.5, 0.5, 73],
  [22, 1.75, 76],
  [24, 3, 73],
  [27, 0.5, 71],
  [27.5, 0.5, 69],
  [28, 2, 71],
  [31, 0.5, 69],
  [31.5, 0.5, 71],
]

/** The same eight bars a third or fourth above or below: sung along in the last chorus. */
export const CHORUS_HARMONY: readonly MelodyNote[] = [
  [0, 1.5, 69],
  [2, 1.75, 74],
  [4, 1.5, 71],
  [6, 1.5, 71],
  [8, 1, 69],
  [9.5, 2, 73],
  [12, 1, 73],
  [13, 1, 69],
  [14, 1.5, 64],
  [18, 1.75, 69],
  [22, 1.75, 71],
  [24, 3, 69],
  [28, 2, 64],
]

/** Four bars of answer over VERSE_CHORDS, for the second halves of verses. */
export const VERSE_MELODY: readonly MelodyNote[] = [
  [1, 0.5, 68],
  [1.5, 1.5, 69],
  [5, 0.5, 69],
  [5.5, 1.5, 66],
  [9, 0.5, 64],
  [9.5, 0.5, 66],
  [10, 1.5, 69],
  [12.5, 1, 68],
  [13.5, 1.5, 64],
]

/** Sixteen bars of long notes over BRIDGE_CHORDS twice. */
export const BRIDGE_MELODY: readonly MelodyNote[] = [
  [32, 3, 66],
  [36, 2, 69],
  [38, 2, 71],
  [40, 3, 68],
  [44, 3, 71],
  [48, 3, 73],
  [52, 2, 76],
  [54, 2, 78],
  [56, 5, 76],
]
