/** -100 calm: even lengths, on bars. 0 as the music asks. 100 fast: busy parts cut much shorter, on any beat. */
export type Pacing = number

export const CALMEST_PACING = -100
export const FASTEST_PACING = 100

/** How a pacing weighs what lengths follow. The number of shots and the film's length are what they are. */
export type PacingWeights = {
  /** The power that busyness is raised to: 0 makes all stretches alike, 1 leaves it, more sets busy ones further apart. */
  readonly contrast: number
  /** Lengths vary by up to this share around what the music asks, so that the film does not tick like a clock. */
  readonly variety: number
  /** How much more a cut inside a bar costs than usual. */
  readonly insideABar: number
}

const USUAL: PacingWeights = { contrast: 1, variety: 0.4, insideABar: 1 }
const CALM: PacingWeights = { contrast: 0.1, variety: 0, insideABar: 4 }
const FAST: PacingWeights = { contrast: 1.8, variety: 0.5, insideABar: 0.25 }

/** `pacing` from -100 to 100; what lies beyond counts as the end. 0 gives the usual weights exactly. */
export function pacingWeights(pacing: Pacing): PacingWeights {
  const share = Math.min(1, Math.abs(pacing) / FASTEST_PACING)
  const end = pacing < 0 ? CALM : FAST
  const toward = (from: number, to: number): number => from + (to - from) * share
  return {
    contrast: toward(USUAL.contrast, end.contrast),
    variety: toward(USUAL.variety, end.variety),
    insideABar: USUAL.insideABar * (end.insideABar / USUAL.insideABar) ** share,
  }
}
