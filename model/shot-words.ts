/** All words that a model is sent for a shot: its own, and those it shares with its section and the film. */
export type ShotWords = {
  readonly prompt: string
  readonly cameraMove: string
  /** Look words of film, section and shot together. */
  readonly style: string
  /** Counter-words, likewise. */
  readonly negative: string
}

/** The words as they were when something was asked with them. Never changes. */
export type ShotVersion = {
  /** Counts the shot's versions from 1. */
  readonly version: number
  readonly words: ShotWords
  readonly frozenAtMs: number
}

export function isSameWords(a: ShotWords, b: ShotWords): boolean {
  return a.prompt === b.prompt && a.cameraMove === b.cameraMove && a.style === b.style && a.negative === b.negative
}
