/** Which of a shot's words they are. */
export const PART_ORIGINS = [
  'shot',
  'camera',
  'passage-in',
  'passage-out',
  'film-look',
  'section-look',
  'shot-look',
  'film-counter',
  'section-counter',
  'shot-counter',
] as const
export type PartOrigin = (typeof PART_ORIGINS)[number]

/** Where words that are sent come from; `template` has those that join the others. */
export type PromptOrigin = PartOrigin | 'template'

/** Words that are sent. `variable` (`character.mara`) is the one in whose text they stand; null for words of the part's own. */
export type OriginatedWords = {
  readonly text: string
  readonly origin: PromptOrigin
  readonly variable: string | null
}
