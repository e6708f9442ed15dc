import { extname } from 'node:path'
import type { FileKind } from '#model/contract/files-contract.ts'

type KindFacts = { readonly name: string; readonly extensions: readonly string[] }

/** What a dialog calls each kind of file, and which endings it offers. The files themselves decide what they are. */
export const FILE_KIND_FACTS: Readonly<Record<FileKind, KindFacts>> = {
  song: { name: 'Songs', extensions: 'wav mp3 m4a aac flac aif aiff ogg oga opus wma alac mp4 mov'.split(' ') },
  clips: { name: 'Clips', extensions: 'mp4 m4v mov mkv webm avi mpg mpeg mts m2ts mxf ogv wmv'.split(' ') },
  still: { name: 'Pictures', extensions: 'png jpg jpeg webp avif gif bmp tif tiff'.split(' ') },
  bundle: { name: 'Project bundles', extensions: ['flythrough', 'zip'] },
  treatment: { name: 'Treatments', extensions: 'txt md markdown csv tsv json'.split(' ') },
  workflow: { name: 'Workflows', extensions: ['json'] },
  program: { name: 'Programs', extensions: [] },
}

/** Whether a file of this name may be of that kind. */
export function mayBe(kind: FileKind, fileName: string): boolean {
  const { extensions } = FILE_KIND_FACTS[kind]
  return extensions.length === 0 || extensions.includes(extname(fileName).slice(1).toLowerCase())
}
