import type { Writable } from 'node:stream'
import type { Progress, ProgressListener } from '#main/progress.ts'

const BAR_CELLS = 28
const PLAIN_STEP = 0.1

/** `95` -> `1:35`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** One line of a progress bar, without colours or cursor movements. */
export function formatBar(progress: Progress): string {
  if (progress.total === 0) return `${progress.stage.padEnd(9)} ${progress.done} ${progress.unit}`
  const share = Math.min(1, progress.done / progress.total)
  const filled = Math.round(share * BAR_CELLS)
  const bar = '#'.repeat(filled).padEnd(BAR_CELLS, '.')
  const left = progress.secondsLeft === null ? '' : `  ${formatSeconds(progress.secondsLeft)} left`
  return `${progress.stage.padEnd(9)} [${bar}] ${progress.done}/${progress.total} ${progress.unit}${left}`
}

/**
 * Shows progress on `stream`: a bar that rewrites its line on a terminal, elsewhere a plain line
 * when a stage begins, at every tenth of it, and when it ends.
 */
export function progressPrinter(stream: Writable & { isTTY?: boolean }): {
  show: ProgressListener
  line: (text: string) => void
  /** Ends an open bar, so that what is printed next begins a line of its own. */
  end: () => void
} {
  let isBarOpen = false
  let printed = { stage: '', step: -1 }
  const closeBar = (): void => {
    if (isBarOpen) stream.write('\n')
    isBarOpen = false
  }
  const showBar = (progress: Progress): void => {
    if (printed.stage !== progress.stage) closeBar()
    printed = { stage: progress.stage, step: 0 }
    stream.write(`\r${formatBar(progress)}\u001b[K`)
    isBarOpen = progress.total === 0 || progress.done < progress.total
    if (!isBarOpen) stream.write('\n')
  }
  const showPlain = (progress: Progress): void => {
    const step = progress.total > 0 ? Math.floor(progress.done / progress.total / PLAIN_STEP) : 0
    if (printed.stage === progress.stage && printed.step >= step) return
    printed = { stage: progress.stage, step }
    const left = progress.secondsLeft === null ? '' : `, ${formatSeconds(progress.secondsLeft)} left`
    const count = progress.total === 0 ? 'begun' : `${progress.done}/${progress.total} ${progress.unit}`
    stream.write(`${progress.stage}: ${count}${left}\n`)
  }
  return {
    show: stream.isTTY ? showBar : showPlain,
    line: text => {
      closeBar()
      stream.write(`${text}\n`)
    },
    end: closeBar,
  }
}
