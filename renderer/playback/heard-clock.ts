/** Chromium's stamps are this fresh; older ones are not to be carried on. */
const LONGEST_CARRY_SECONDS = 0.25

/**
 * The instant of the context's clock that is heard right now: behind what is scheduled by what the device takes. Grows evenly between
 * the blocks that sound is made in, and never goes back.
 */
export function createHeardClock(context: AudioContext): () => number {
  let last = 0
  return () => {
    last = Math.max(last, heard(context))
    return last
  }
}

function heard(context: AudioContext): number {
  const stamp = context.getOutputTimestamp()
  const { contextTime = 0, performanceTime = 0 } = stamp
  if (contextTime > 0 && performanceTime > 0) {
    const since = (performance.now() - performanceTime) / 1000
    return Math.min(context.currentTime, contextTime + Math.max(0, Math.min(LONGEST_CARRY_SECONDS, since)))
  }
  return context.currentTime - (context.outputLatency || context.baseLatency || 0)
}
