/** The steps of making a film, in their order. */
export const STAGES = ['song', 'treatment', 'plan', 'takes', 'assemble', 'render'] as const
export type StageName = (typeof STAGES)[number]

/** How far a step is. `total` 0 = not known yet. */
export type Progress = {
  readonly stage: StageName
  readonly done: number
  readonly total: number
  /** What is counted: frames, takes, shots ... */
  readonly unit: string
  readonly secondsLeft: number | null
}

/** What a finished step cost: `made` things were made new, `reused` were found. */
export type StageReport = {
  readonly name: StageName
  readonly seconds: number
  readonly made: number
  readonly reused: number
}

export type ProgressListener = (progress: Progress) => void
