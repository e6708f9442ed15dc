let wished: string | null = null

/** The film of this project plays as soon as it is open. */
export function playOnOpening(projectId: string): void {
  wished = projectId
}

/** Whether the film that has just been opened is to play; true once for every wish. */
export function takePlayWish(projectId: string): boolean {
  if (wished !== projectId) return false
  wished = null
  return true
}
