/** One line of a treatment, as written. Everything but the prompt may be missing. */
export type TreatmentShot = {
  /** The writer's own name for the shot; keeps its identity when everything else changes. */
  readonly id: string | null
  readonly prompt: string
  readonly whatHappens: string | null
  readonly cameraMove: string | null
  /** The planned way out of this shot and into the next. */
  readonly passage: string | null
  /** The song section it belongs to, by label or written name. */
  readonly section: string | null
  /** A model id of the catalogue; null leaves the choice to the project. */
  readonly model: string | null
}

/** The written plan: look words, counter-words, and the ordered shots. */
export type Treatment = {
  readonly title: string | null
  readonly style: string | null
  readonly negative: string | null
  readonly shots: readonly TreatmentShot[]
}
