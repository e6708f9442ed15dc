import { open } from 'node:fs/promises'

/**
 * What is written into a finished film beside ffmpeg's plain tags: that its pictures are machine-made, in the words of the
 * press standard (IPTC), and by which render it was made.
 */
export type FilmMark = {
  readonly title: string | undefined
  readonly isAiGenerated: boolean
  /** Names everything the film was made of, so that the same render is recognised (64 hexadecimal digits). */
  readonly renderKey: string
}

/** The box type that Adobe registered for XMP in mp4 files: BE7ACFCB-97A9-42E8-9C71-999491E3AFAC. */
const XMP_BOX = Buffer.from('75756964be7acfcb97a942e89c71999491e3afac', 'hex')
/** Machine-made pictures cut to a song that people made. */
const AI_SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'
const TAIL_BYTES = 64 * 1024

/** The packet in its box, to be appended to an mp4: at the end of the file it moves nothing else. */
export function xmpBox(mark: FilmMark): Buffer {
  const packet = Buffer.from(xmpPacket(mark), 'utf8')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(4 + XMP_BOX.length + packet.length)
  return Buffer.concat([size, XMP_BOX, packet])
}

function xmpPacket({ title, isAiGenerated, renderKey }: FilmMark): string {
  const sourceType = isAiGenerated
    ? `<Iptc4xmpExt:DigitalSourceType>${AI_SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>`
    : ''
  const titleElement =
    title === undefined
      ? ''
      : `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>`
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"' +
    ' xmlns:flythrough="urn:flythrough-studio:render">' +
    `${titleElement}<xmp:CreatorTool>Flythrough Studio</xmp:CreatorTool>${sourceType}` +
    `<flythrough:renderKey>${renderKey}</flythrough:renderKey>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
  )
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  // XML 1.0 cannot hold control characters in any form.
  return text.replaceAll(/(?![\t\n\r])\p{Cc}/gu, '').replaceAll(/[&<>]/g, char => names[char] ?? char)
}

/** The render key in a film of ours; undefined for any other file, also one that another program wrote anew. */
export async function readRenderKey(path: string): Promise<string | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size))
    await file.read(tail, 0, tail.length, size - tail.length)
    const box = tail.lastIndexOf(XMP_BOX)
    if (box < 0) return undefined
    return /<flythrough:renderKey>([0-9a-f]{64})</.exec(tail.toString('utf8', box))?.[1]
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
