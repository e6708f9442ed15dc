const MOST_BYTES = 60
const encoder = new TextEncoder()

/**
 * The part of a stored file's name that people recognise, with its extension, from the name it came with. It follows
 * the file's hash, so it need not be unique, and cannot be a name that Windows reserves. What Windows forbids is left
 * out, and it is short enough for paths of 260 characters. May be empty.
 */
export function readableName(fileName: string): string {
  const { stem, extension } = splitName(fileName.normalize('NFC'))
  const cleaned = stem
    .replaceAll(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const short = cutToBytes(cleaned, MOST_BYTES).replace(/[. ]+$/, '')
  return `${short}${extension}`
}

function splitName(fileName: string): { stem: string; extension: string } {
  const match = /^(.+)(\.[a-z0-9]{1,8})$/is.exec(fileName)
  return { stem: match?.[1] ?? fileName, extension: match?.[2]?.toLowerCase() ?? '' }
}

function cutToBytes(text: string, mostBytes: number): string {
  let cut = ''
  let bytes = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).length
    if (bytes > mostBytes) break
    cut += segment
  }
  return cut
}
