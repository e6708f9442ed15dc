import { extname } from 'node:path'
import { assertNever } from '#model/assert-never.ts'
import { isStudioError } from '#model/errors.ts'
import type { MediaId, SequenceId } from '#model/ids.ts'
import type { Library } from '#main/library/library.ts'
import type { Media, MediaKind } from '#main/library/media.ts'
import type { MadeKind } from './made-files.ts'
import type { Proxies, Wished } from './proxies.ts'
import { sendFile } from './send-file.ts'
import { loadCover } from '#main/song/store.ts'

/** Answers for what stands below a media address; null for every other address. `base` are the headers that protect a page. */
export type MediaRoutes = (request: Request, url: URL, base: Headers) => Promise<Response | null>

type ShotWords = { readonly width: number; readonly height: number; readonly shotNumber: number; readonly text: string }
type DrawWords = (words: ShotWords) => Promise<Uint8Array>

/** What the render draws, as PNGs: a frame of a cut, and a shot's words over a picture or in place of one. */
export type Drawings = {
  /** Rejects with a StudioError where it cannot be made. */
  readonly frame: (sequenceId: SequenceId, frame: number) => Promise<Uint8Array>
  readonly over: DrawWords
  readonly card: DrawWords
}

/** Films and sound come from this very disk: a browser that keeps them only fills it with copies. */
const NOT_KEPT = 'private, no-store'
/** Named by what is in it: it never changes. */
const FOR_EVER = 'private, max-age=31536000, immutable'
const ASK_AGAIN = 'private, no-cache'

const MEDIA_ID = /^[0-9a-f]{64}$/
const ROW_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.avi': 'video/x-msvideo',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.aif': 'audio/aiff',
  '.aiff': 'audio/aiff',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
}
/** No screen shows words larger. */
const LARGEST_WORDS = 4096
/** Stills that every browser shows as they are. */
const SHOWN_STILLS = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif'])

const MADE_TYPES: Readonly<Record<MadeKind, string>> = {
  proxy: 'video/mp4',
  strip: 'image/jpeg',
  thumb: 'image/jpeg',
  still: 'image/jpeg',
  song: 'audio/wav',
}

/** Which media have what: anything else is not there. */
const MADE_OF: Readonly<Record<MadeKind, readonly MediaKind[]>> = {
  proxy: ['take'],
  strip: ['take'],
  thumb: ['take', 'still'],
  still: ['still'],
  // The sounds of takes, too: a cut may use them beside the song.
  song: ['song', 'take'],
}

/**
 * Media by opaque ids, never by paths: `/media/ID` the file itself; `/proxy/ID`, `/strip/ID`, `/thumb/ID`, `/still/ID` and `/song/ID` what is
 * made of it; `/peaks/ID` a song's waveform, `/cover/ID` its cover; `/poster/ID` a project's picture; `/render/ID` a finished film and
 * `/render/ID/poster` its picture; `/words/over` and `/words/card` a shot's words as the render writes them;
 * `/frame/SEQUENCE/NUMBER` a frame of a cut as it would be rendered. What is still being made is answered with 202 and when to
 * ask again. A proxy can also be thrown away, with DELETE.
 */
export function createMediaRoutes(library: Library, proxies: Proxies, drawings: Drawings): MediaRoutes {
  const { db, media: store } = library

  async function sendMade(
    request: Request,
    wished: Wished,
    kind: MadeKind,
    base: Headers,
    cacheControl: string,
  ): Promise<Response> {
    switch (wished.state) {
      case 'ready': {
        const sent = { contentType: MADE_TYPES[kind], cacheControl }
        return (await sendFile(request, wished.path, sent, base)) ?? notYet(base)
      }
      case 'making':
        return notYet(base)
      case 'failed':
        return sentence(base, 404, wished.sentence)
      default:
        return assertNever(wished)
    }
  }

  async function made(request: Request, kind: MadeKind, id: string, base: Headers): Promise<Response> {
    const media = mediaOf(id)
    if (!media || !MADE_OF[kind].includes(media.kind)) return nothing(base)
    if (kind === 'still' && SHOWN_STILLS.has(extname(media.fileName).toLowerCase())) return original(request, id, base)
    const cacheControl = kind === 'proxy' || kind === 'song' ? NOT_KEPT : FOR_EVER
    return sendMade(request, await proxies.wish(kind, media), kind, base, cacheControl)
  }

  /** A window could not play it. What was spoiled on the disk does not stay so. */
  async function dropProxy(id: string, base: Headers): Promise<Response> {
    const media = mediaOf(id)
    if (!media) return nothing(base)
    await proxies.drop('proxy', media)
    return new Response(null, { status: 204, headers: base })
  }

  async function original(request: Request, id: string, base: Headers): Promise<Response> {
    const media = mediaOf(id)
    if (!media) return nothing(base)
    const contentType = CONTENT_TYPES[extname(media.fileName).toLowerCase()] ?? 'application/octet-stream'
    // A missing file has a sentence; one that goes in between has only the status.
    const path = store.pathOf(media.id)
    const cacheControl = media.kind === 'still' ? FOR_EVER : NOT_KEPT
    return (await sendFile(request, path, { contentType, cacheControl }, base)) ?? nothing(base)
  }

  function mediaOf(id: string): Media | undefined {
    return MEDIA_ID.test(id) ? store.byId(id as MediaId) : undefined
  }

  function peaks(id: string): Blob | undefined {
    return db.get<Blob>(
      'SELECT peaks AS bytes FROM song_analysis WHERE media_id = ? ORDER BY analyser_version DESC LIMIT 1',
      [id],
    )
  }

  function cover(id: string): Blob | undefined {
    const found = loadCover(db, id as MediaId)
    return found && { bytes: found.bytes, type: found.mimeType }
  }

  /** The picture of the first shot's circled take, else of the newest take, else the song's cover. */
  async function poster(request: Request, projectId: string, base: Headers): Promise<Response> {
    const take = db.get<{ id: MediaId }>(POSTER_SQL, [projectId, projectId])
    const media = take && store.byId(take.id)
    if (media) return sendMade(request, await proxies.wish('thumb', media), 'thumb', base, ASK_AGAIN)
    const project = db.get<{ songId: string | null }>('SELECT song_id AS songId FROM project WHERE id = ?', [projectId])
    return sendBlob(request, project?.songId ? cover(project.songId) : undefined, ASK_AGAIN, base)
  }

  async function render(request: Request, id: string, part: string | undefined, base: Headers): Promise<Response> {
    const row = db.get<{ path: string }>(`SELECT output_path AS path FROM render WHERE id = ? AND state = 'done'`, [id])
    if (!row) return nothing(base)
    if (part === 'poster') return sendMade(request, await proxies.wishPicture(id, row.path), 'thumb', base, ASK_AGAIN)
    const contentType = CONTENT_TYPES[extname(row.path).toLowerCase()] ?? 'video/mp4'
    return (await sendFile(request, row.path, { contentType, cacheControl: NOT_KEPT }, base)) ?? nothing(base)
  }

  async function route(
    request: Request,
    [area = '', id = '', part, more]: readonly string[],
    query: URLSearchParams,
    base: Headers,
  ): Promise<Response | null> {
    if (request.method === 'DELETE') return area === 'proxy' ? dropProxy(id, base) : null
    const hasPart = (area === 'render' && part === 'poster') || (area === 'frame' && /^\d{1,9}$/.test(part ?? ''))
    if (more !== undefined || (part !== undefined && !hasPart)) return null
    switch (area) {
      case 'media':
        return original(request, id, base)
      case 'proxy':
      case 'strip':
      case 'thumb':
      case 'still':
      case 'song':
        return made(request, area, id, base)
      case 'peaks':
        return sendBlob(request, MEDIA_ID.test(id) ? peaks(id) : undefined, ASK_AGAIN, base)
      case 'cover':
        return sendBlob(request, MEDIA_ID.test(id) ? cover(id) : undefined, ASK_AGAIN, base)
      case 'frame': {
        if (!ROW_ID.test(id) || part === undefined) return nothing(base)
        const bytes = Uint8Array.from(await drawings.frame(id as SequenceId, Number(part)))
        return sendBlob(request, { bytes, type: 'image/png' }, NOT_KEPT, base)
      }
      case 'words':
        return id === 'over' || id === 'card' ? words(request, drawings[id], query, base) : nothing(base)
      case 'poster':
        return ROW_ID.test(id) ? poster(request, id, base) : nothing(base)
      case 'render':
        return ROW_ID.test(id) ? render(request, id, part, base) : nothing(base)
      default:
        return null
    }
  }

  return async (request, url, base) => {
    try {
      return await route(request, url.pathname.slice(1).split('/'), url.searchParams, base)
    } catch (error) {
      if (isStudioError(error)) return sentence(base, 404, error.message)
      throw error
    }
  }
}

/** A shot's words by the render's own hand, in its fonts: what the viewer shows is what is burned in. */
async function words(request: Request, draw: DrawWords, query: URLSearchParams, base: Headers): Promise<Response> {
  const [width, height, shotNumber] = ['width', 'height', 'number'].map(name => Number(query.get(name)))
  const isSize = (side: number | undefined): side is number =>
    Number.isInteger(side) && side! > 0 && side! <= LARGEST_WORDS
  if (!isSize(width) || !isSize(height) || !Number.isInteger(shotNumber)) return nothing(base)
  const bytes = await draw({ width, height, shotNumber: shotNumber!, text: query.get('text') ?? '' })
  return sendBlob(request, { bytes: Uint8Array.from(bytes), type: 'image/png' }, NOT_KEPT, base)
}

const POSTER_SQL = /* sql */ `
SELECT media_id AS id FROM (
  SELECT take.media_id, 0 AS rank, shot.position AS place FROM take
    JOIN take_shot ON take_shot.take_id = take.id JOIN shot ON shot.id = take_shot.shot_id
    WHERE take.project_id = ? AND take.judgement = 'circled' AND take.trashed_at_ms IS NULL AND shot.trashed_at_ms IS NULL
  UNION ALL
  SELECT * FROM (SELECT media_id, 1, 0 FROM take
    WHERE project_id = ? AND trashed_at_ms IS NULL AND judgement <> 'rejected' AND media_id IS NOT NULL
    ORDER BY created_at_ms DESC LIMIT 1)
) WHERE media_id IS NOT NULL ORDER BY rank, place LIMIT 1`

type Blob = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type?: string }

function sendBlob(request: Request, blob: Blob | undefined, cacheControl: string, base: Headers): Response {
  if (!blob) return nothing(base)
  const headers = new Headers(base)
  // What a song's file calls its cover is foreign text, and some pictures are programs (SVG).
  headers.set(
    'content-type',
    /^image\/(png|jpe?g|webp|gif|avif|bmp)$/.test(blob.type ?? '') ? blob.type! : 'application/octet-stream',
  )
  headers.set('content-length', `${blob.bytes.byteLength}`)
  headers.set('cache-control', cacheControl)
  return new Response(request.method === 'HEAD' ? null : blob.bytes, { headers })
}

function notYet(base: Headers): Response {
  const response = sentence(base, 202, 'It is being made.')
  response.headers.set('retry-after', '1')
  return response
}

function nothing(base: Headers): Response {
  return sentence(base, 404, 'There is nothing of that name.')
}

function sentence(base: Headers, status: number, text: string): Response {
  const headers = new Headers(base)
  headers.set('content-type', 'text/plain; charset=utf-8')
  headers.set('cache-control', 'no-store')
  return new Response(`${text}\n`, { status, headers })
}
