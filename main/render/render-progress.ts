/** Where a piece of a film is. */
export type PieceState = 'waiting' | 'running' | 'ready'

/** How far a render is, in frames. Those that were found ready count as done from the start. */
export type FrameProgress = { readonly done: number; readonly total: number; readonly secondsLeft: number | null }

export type RenderProgress = FrameProgress & {
  /** Every piece, in the order of the film. */
  readonly pieces: readonly PieceState[]
  /** Pieces are encoded one beside the other; then all are joined, and what came of it is checked. */
  readonly step: 'encoding' | 'joining' | 'checking'
}

export type ProgressMeter = {
  /** A job has come to `frames` of its own. */
  at(job: number, frames: number): void
  /** Tells the newest state, however recent the last. */
  flush(): void
}

export type MeteredJob = {
  readonly frames: number
  /** What one of its frames costs, as against a plain one. */
  readonly weight: number
}

const MIN_INTERVAL_MS = 100
/** Before this share is done, the time left is a guess not worth telling. */
const LEAST_SHARE = 0.02

/** Adds up the frames of jobs that run beside each other, and tells at most ten times a second. */
export function createProgressMeter(
  readyFrames: number,
  jobs: readonly MeteredJob[],
  tell: ((progress: FrameProgress) => void) | undefined,
  now: () => number = () => performance.now(),
): ProgressMeter {
  const startedAt = now()
  const done = jobs.map(() => 0)
  const totalFrames = readyFrames + jobs.reduce((sum, { frames }) => sum + frames, 0)
  const totalWork = jobs.reduce((sum, { frames, weight }) => sum + frames * weight, 0)
  let toldAt = -Infinity

  function flush(): void {
    const doneFrames = readyFrames + done.reduce((sum, frames) => sum + frames, 0)
    const doneWork = done.reduce((sum, frames, job) => sum + frames * jobs[job]!.weight, 0)
    const share = totalWork === 0 ? 1 : doneWork / totalWork
    const elapsedSeconds = (now() - startedAt) / 1000
    const secondsLeft = share < LEAST_SHARE ? null : Math.round((elapsedSeconds * (1 - share)) / share)
    toldAt = now()
    tell?.({ done: doneFrames, total: totalFrames, secondsLeft })
  }
  return {
    at(job, frames) {
      done[job] = Math.min(frames, jobs[job]!.frames)
      if (now() - toldAt >= MIN_INTERVAL_MS) flush()
    },
    flush,
  }
}
