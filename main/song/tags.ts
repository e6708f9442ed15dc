import { parseFile, selectCover, type IAudioMetadata } from 'music-metadata'
import type { SongTags } from '#model/song.ts'
import type { Cover } from './store.ts'

const NO_TAGS: SongTags = { title: null, artist: null, album: null, year: null }

/** What the file says about itself, and its front cover. Odd or missing tags are simply not there; never rejects. */
export async function readSongTags(path: string): Promise<{ tags: SongTags; cover: Cover | null }> {
  let metadata: IAudioMetadata
  try {
    metadata = await parseFile(path, { duration: false })
  } catch {
    return { tags: NO_TAGS, cover: null }
  }
  const { title, artist, album, year, picture } = metadata.common
  const cover = selectCover(picture)
  return {
    tags: {
      title: cleanText(title),
      artist: cleanText(artist),
      album: cleanText(album),
      year: year !== undefined && Number.isInteger(year) && year > 0 ? year : null,
    },
    cover: cover && cover.data.length > 0 ? { mimeType: cover.format, bytes: cover.data } : null,
  }
}

function cleanText(text: string | undefined): string | null {
  const clean = text?.replaceAll('\0', '').trim()
  return clean ? clean : null
}
