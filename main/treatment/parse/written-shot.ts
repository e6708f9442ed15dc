import type { TreatmentShot } from '#model/treatment.ts'

/** A shot as read, with the line it begins on (from 1) where the format has lines. */
export type WrittenShot = { readonly shot: TreatmentShot; readonly line: number | null }

/** What a parser makes of a text; whether it has any shots, and each its own id, is checked by its caller. */
export type WrittenTreatment = {
  readonly title: string | null
  readonly style: string | null
  readonly negative: string | null
  readonly shots: readonly WrittenShot[]
}

/** The text without blanks around it, with plain line ends, accents in one way; null when nothing is left. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  return trimmed ? trimmed : null
}

type KnownFields = { readonly [Field in keyof TreatmentShot]?: string | null | undefined }

/** A shot from what is known of it; what is not, is null. */
export function shotFrom(prompt: string, known: KnownFields): TreatmentShot {
  return {
    id: textOrNull(known.id),
    prompt: textOrNull(prompt) ?? '',
    whatHappens: textOrNull(known.whatHappens),
    cameraMove: textOrNull(known.cameraMove),
    passage: textOrNull(known.passage),
    section: textOrNull(known.section),
    model: textOrNull(known.model),
  }
}
