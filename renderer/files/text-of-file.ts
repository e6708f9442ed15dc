import { WindowError } from '../client/failure.ts'
import { texts } from '../texts.ts'

/** The text of a dropped file, of UTF-8 or with a mark of UTF-16, as spreadsheets save it. Rejects with a sentence for the person. */
export async function textOfFile(file: File): Promise<string> {
  const bytes = await file.bytes().catch((): never => {
    throw noText(file)
  })
  const mark = `${bytes[0]} ${bytes[1]}`
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0')) throw noText(file)
  return text
}

function noText({ name }: File): WindowError {
  return new WindowError(texts.files.noText(name))
}
