export type MarkedPart = { readonly text: string; readonly isHit: boolean }

/** A text in parts, of which those that begin as a searched word does are hits; case and accents do not count. */
export function marked(text: string, search: string): MarkedPart[] {
  const wanted = wordsOf(search).map(plain)
  if (wanted.length === 0) return [{ text, isHit: false }]
  const parts: MarkedPart[] = []
  let done = 0
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const hit = wanted.find(begin => plain(word).startsWith(begin))
    if (hit === undefined) continue
    if (index > done) parts.push({ text: text.slice(done, index), isHit: false })
    done = index + lengthOf(word, hit)
    parts.push({ text: text.slice(index, done), isHit: true })
  }
  if (done < text.length) parts.push({ text: text.slice(done), isHit: false })
  return parts
}

function wordsOf(search: string): string[] {
  return search.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** How much of the word as written its plain beginning takes. */
function lengthOf(word: string, begin: string): number {
  let length = 0
  while (length < word.length && plain(word.slice(0, length)).length < begin.length) length += 1
  return length
}
