/** Counts how often a job gave the same doubtful answer; true when it was `most` times: then it will give no other. */
export function createPatience(most: number): {
  readonly isOver: (jobId: string) => boolean
  readonly forget: (jobId: string) => void
} {
  const counts = new Map<string, number>()
  return {
    isOver(jobId) {
      const count = (counts.get(jobId) ?? 0) + 1
      counts.set(jobId, count)
      return count >= most
    },
    forget: jobId => void counts.delete(jobId),
  }
}
