import { filmFrames, type Film } from '../sequence.ts'
import type { EnergyCurve, SectionLabel } from '../song.ts'
import { secondsFromFrames, TICKS_PER_SECOND, type FrameRate } from '../time.ts'
import type { PlannedSong } from './plan.ts'
import { filmSections } from './sections.ts'

/** How many cuts a section wants, compared with a verse: a shot lasts two bars there, one in a chorus, four in an intro. */
const CUTS_PER_LABEL: Readonly<Record<SectionLabel, number>> = {
  intro: 0.6,
  verse: 1,
  chorus: 2,
  bridge: 1,
  drop: 2,
  break: 0.6,
  outro: 0.6,
}

/** Cuts wanted at the song's quietest and, added to that, at its loudest, compared with its middle. */
const QUIET_CUTS = 0.75
const LOUD_CUTS = 0.5

/** The calmest stretch wants this share of the film's average of cuts: 8 s a shot where the usual one lasts 4.4 s. */
const CALMEST_CUTS = 0.55

/** Energy is heard over about a bar: single hits do not make a stretch busy. */
const HEARING_SECONDS = 2

/** Running sums: `sums[n]` is the sum of the first n values. */
function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let index = 0; index < values.length; index += 1) sums[index + 1] = sums[index]! + values[index]!
  return sums
}

function energyPerFrame(energy: EnergyCurve, film: Film, rate: FrameRate): Float64Array {
  const sums = runningSums(energy.values)
  const stepSeconds = energy.stepTicks / TICKS_PER_SECOND
  const reachSteps = Math.max(1, Math.round(HEARING_SECONDS / stepSeconds / 2))
  const frames = new Float64Array(filmFrames(film))
  for (let frame = 0; frame < frames.length; frame += 1) {
    const songFrame = Math.min(Math.max(0, frame - film.headFrames), film.songFrames)
    const step = Math.floor(secondsFromFrames(songFrame, rate) / stepSeconds)
    const from = Math.max(0, Math.min(step, energy.values.length - 1) - reachSteps)
    const to = Math.min(energy.values.length, step + reachSteps + 1)
    frames[frame] = to > from ? (sums[to]! - sums[from]!) / (to - from) : 0.5
  }
  return frames
}

/**
 * The song's busyness up to each film frame (one value more than there are frames, from 0, strictly rising):
 * equal differences want equally many shots. Its unit is of no meaning. `contrast` is the power that differences are
 * raised to: 1 leaves them, 0 makes all frames alike.
 */
export function busynessSums(song: PlannedSong, film: Film, rate: FrameRate, contrast = 1): Float64Array {
  const perFrame = energyPerFrame(song.energy, film, rate).map(energy => QUIET_CUTS + LOUD_CUTS * energy)
  for (const section of filmSections(song, film, rate)) {
    for (let frame = section.startFrame; frame < section.endFrame; frame += 1) {
      perFrame[frame] = perFrame[frame]! * CUTS_PER_LABEL[section.label]
    }
  }
  // The same at the usual contrast, to the last bit: a power of 1 changes nothing.
  const contrasted = contrast === 1 ? perFrame : perFrame.map(cuts => cuts ** contrast)
  const fewest = (CALMEST_CUTS ** contrast * contrasted.reduce((sum, cuts) => sum + cuts, 0)) / contrasted.length
  return runningSums(contrasted.map(cuts => Math.max(cuts, fewest)))
}
