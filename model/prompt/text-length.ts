/** What a service counts when it limits a text. */
export const LENGTH_UNITS = ['code-points', 'utf-16', 'bytes'] as const
export type LengthUnit = (typeof LENGTH_UNITS)[number]

/** How long a text is for a service. Bytes are those of UTF-8. */
export function textLength(text: string, unit: LengthUnit): number {
  if (unit === 'utf-16') return text.length
  let length = 0
  for (const letter of text) length += lengthOf(letter, unit)
  return length
}

/** Where the longest beginning of a text ends that is no longer than `most`, in UTF-16 units; never within a code point. */
export function fittingEnd(text: string, most: number, unit: LengthUnit): number {
  let end = 0
  let length = 0
  for (const letter of text) {
    length += lengthOf(letter, unit)
    if (length > most) return end
    end += letter.length
  }
  return end
}

function lengthOf(letter: string, unit: LengthUnit): number {
  if (unit === 'utf-16') return letter.length
  if (unit === 'code-points') return 1
  const codePoint = letter.codePointAt(0)!
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x1_0000 ? 3 : 4
}
