const INSTEAD = '•••'

/** A text without these keys: as they are, and as they stand in a URL, in JSON and in base64. */
export function withoutKeys(text: string, keys: Iterable<string>): string {
  let left = text
  for (const key of keys) {
    const base64 = Buffer.from(key).toString('base64').replace(/=+$/, '')
    const forms = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1), base64]
    for (const form of forms) left = left.replaceAll(form, INSTEAD)
  }
  return left
}

const MOST_CHARS = 400

/** Words of a service, fit for a sentence. Never before keys are taken out of them: a part of one is left then. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= MOST_CHARS ? line : `${line.slice(0, MOST_CHARS).toWellFormed()}…`
}
