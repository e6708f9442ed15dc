import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { MediaId } from '#model/ids.ts'
import { drawCaption, drawGapCard } from '#main/captions/caption.ts'
import { someProject, temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { saveTags } from '#main/song/store.ts'
import { createMediaRoutes } from './media-routes.ts'
import { createProxies } from './proxies.ts'
import { rangeOf } from './send-file.ts'

let ffmpeg: FfmpegProgram
beforeAll(async () => {
  ffmpeg = (await findFfmpeg()).ffmpeg
})

function world() {
  const library = temporaryLibrary()
  const closer = new AbortController()
  const proxies = createProxies({ library, ffmpeg: async () => ffmpeg, closing: closer.signal, log: () => {} })
  onTestFinished(async () => {
    closer.abort()
    await proxies.idle()
  })
  const answer = createMediaRoutes(library, proxies, {
    frame: (_id, frame) => Promise.resolve(Uint8Array.of(frame)),
    over: drawCaption,
    card: drawGapCard,
  })
  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> => {
    const request = new Request(`http://127.0.0.1:1${path}`, { headers, method })
    const response = await answer(request, new URL(request.url), new Headers({ 'x-base': 'kept' }))
    return response ?? new Response('not ours', { status: 599 })
  }
  return { library, proxies, get }
}

async function importBytes(library: ReturnType<typeof world>['library'], name: string, bytes: string | Buffer) {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return library.media.importFile(path, name.endsWith('.png') ? 'still' : 'take')
}

async function importVideo(library: ReturnType<typeof world>['library'], colour = 'red'): Promise<MediaId> {
  const path = join(temporaryFolder(), 'clip.mp4')
  const source = ['-f', 'lavfi', '-i', `color=${colour}:s=320x180:r=24:d=1`]
  await runFfmpeg(ffmpeg, [...source, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', fileArg(path)])
  return library.media.importFile(path, 'take')
}

test('sends a medium whole, in ranges, and only its headers', async () => {
  const { library, get } = world()
  const id = await importBytes(library, 'clip.mp4', '0123456789')
  const whole = await get(`/media/${id}`)
  expect([whole.status, await whole.text()]).toEqual([200, '0123456789'])
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '10',
    'accept-ranges': 'bytes',
    'x-base': 'kept',
  })
  expect(whole.headers.get('cache-control')).toContain('no-store')

  const part = await get(`/media/${id}`, { range: 'bytes=2-4' })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234'])
  const none = await get(`/media/${id}`, { range: 'bytes=10-' })
  expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  const head = await get(`/media/${id}`, { range: 'bytes=5-' }, 'HEAD')
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([206, '5', ''])

  const tag = whole.headers.get('etag')!
  expect((await get(`/media/${id}`, { 'if-none-match': tag })).status).toBe(304)
  expect((await get(`/media/${id}`, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
})

test.each([
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=3-', { start: 3, end: 10 }],
  ['bytes=-4', { start: 6, end: 10 }],
  ['bytes=-40', { start: 0, end: 10 }],
  ['bytes=8-40', { start: 8, end: 10 }],
  ['bytes=-0', 'none'],
  ['bytes=10-12', 'none'],
  ['bytes=4-2', 'whole'],
  ['bytes=0-1,3-4', 'whole'],
  ['lines=1-2', 'whole'],
  ['bytes=-', 'whole'],
])('reads the range %s of ten bytes', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range)
})

test('an empty file has no range, and is sent whole as nothing', async () => {
  const { library, get } = world()
  const id = await importBytes(library, 'empty.mp4', '')
  expect((await get(`/media/${id}`, { range: 'bytes=0-' })).status).toBe(416)
  const whole = await get(`/media/${id}`)
  expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([200, '0', ''])
})

test('sends no more than a piece where no end is asked for, and all that is asked for', () => {
  const size = 40 * 1024 ** 2
  expect(rangeOf('bytes=100-', size)).toEqual({ start: 100, end: 100 + 2 * 1024 ** 2 })
  expect(rangeOf('bytes=100-9999999', size)).toEqual({ start: 100, end: 10_000_000 })
})

test('has nothing for an id that is none, and leaves every other address alone', async () => {
  const { library, get } = world()
  const take = await importBytes(library, 'clip.mp4', 'x')
  for (const path of [
    '/media/',
    '/media/..%2f',
    `/media/${'0'.repeat(64)}`,
    '/render/1',
    `/peaks/${take}`,
    `/still/${take}`,
  ])
    expect((await get(path)).status, path).toBe(404)
  for (const path of ['/', '/assets/a.js', `/media/${take}/more`, '/proxy.js'])
    expect((await get(path)).status).toBe(599)
})

test('says of a medium that has gone that it has', async () => {
  const { library, get } = world()
  const path = join(temporaryFolder(), 'linked.mp4')
  writeFileSync(path, 'abc')
  const id = await library.media.importFile(path, 'take', { link: true })
  writeFileSync(path, 'changed')
  const reply = await get(`/media/${id}`)
  expect(reply.status).toBe(404)
  expect(await reply.text()).toContain('was changed')
})

test('asks for patience while something is made, and then has it', async () => {
  const { library, proxies, get } = world()
  const id = await importVideo(library)
  for (const kind of ['proxy', 'strip', 'thumb']) {
    const reply = await get(`/${kind}/${id}`)
    expect([reply.status, reply.headers.get('retry-after'), reply.headers.get('cache-control')]).toEqual([
      202,
      '1',
      'no-store',
    ])
  }
  await proxies.idle()
  const types = { proxy: 'video/mp4', strip: 'image/jpeg', thumb: 'image/jpeg' }
  for (const [kind, type] of Object.entries(types)) {
    const reply = await get(`/${kind}/${id}`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, type])
    const kept = kind === 'proxy' ? 'no-store' : 'immutable'
    expect(reply.headers.get('cache-control')).toContain(kept)
    await reply.body?.cancel()
  }
  expect((await get(`/proxy/${id}`, { range: 'bytes=0-99' })).status).toBe(206)
})

test('shows a project by its circled take, else by its newest, else by its cover', async () => {
  const { library, proxies, get } = world()
  const projectId = someProject(library)
  expect((await get(`/poster/${projectId}`)).status).toBe(404)

  const songId = await library.media.importFile(join(import.meta.dirname, 'lane.ts'), 'song')
  saveTags(
    library.db,
    songId,
    { title: 'Up', artist: null, album: null, year: null },
    { mimeType: 'image/png', bytes: Buffer.from('cover') },
  )
  library.db.run('UPDATE project SET song_id = ? WHERE id = ?', [songId, projectId])
  const cover = await get(`/poster/${projectId}`)
  expect([cover.status, cover.headers.get('content-type'), await cover.text()]).toEqual([200, 'image/png', 'cover'])
  expect(await (await get(`/cover/${songId}`)).text()).toBe('cover')

  const addTake = (name: string, mediaId: MediaId, judgement: string, atMs: number): void => {
    library.db.run(
      'INSERT INTO take (id, project_id, number, media_id, judgement, created_at_ms) VALUES (?, ?, 1, ?, ?, ?)',
      [name, projectId, mediaId, judgement, atMs],
    )
  }
  const [red, blue] = [await importVideo(library, 'red'), await importVideo(library, 'blue')]
  addTake('circled', red, 'unseen', 1)
  addTake('newest', blue, 'unseen', 2)
  const shown = async (): Promise<Buffer> => {
    await get(`/poster/${projectId}`)
    await proxies.idle()
    return Buffer.from(await (await get(`/poster/${projectId}`)).arrayBuffer())
  }
  const newest = await shown()
  library.db.run(
    `INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES ('s', ?, 1, 1, 'p', 1)`,
    [projectId],
  )
  library.db.run(`INSERT INTO take_shot (take_id, shot_id) VALUES ('circled', 's')`)
  library.db.run(`UPDATE take SET judgement = 'circled' WHERE id = 'circled'`)
  const circled = await shown()
  expect(circled.length).toBeGreaterThan(500)
  expect(circled.equals(newest)).toBe(false)
})

test('shows a finished render and its picture, and no other', async () => {
  const { library, proxies, get } = world()
  const projectId = someProject(library)
  const film = library.media.pathOf(await importVideo(library))
  const renderId = '01890000-0000-7000-8000-000000000001'
  library.db.run(
    `INSERT INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms) VALUES ('q', ?, 'Cut 1', '{}', '', 1, 1)`,
    [projectId],
  )
  library.db.run(
    `INSERT INTO render (id, project_id, sequence_id, settings_json, output_path, state, created_at_ms) VALUES (?, ?, 'q', '{}', ?, 'running', 1)`,
    [renderId, projectId, film],
  )
  expect((await get(`/render/${renderId}`)).status).toBe(404)
  library.db.run(`UPDATE render SET state = 'done'`)
  const whole = await get(`/render/${renderId}`)
  expect(Buffer.from(await whole.arrayBuffer()).equals(readFileSync(film))).toBe(true)
  expect((await get(`/render/${renderId}/poster`)).status).toBe(202)
  await proxies.idle()
  expect((await get(`/render/${renderId}/poster`)).headers.get('content-type')).toBe('image/jpeg')
})

test('a proxy that a window cannot play is thrown away and made anew; nothing else can be', async () => {
  const { library, proxies, get } = world()
  const id = await importVideo(library)
  const made = async (): Promise<Response> => {
    await get(`/proxy/${id}`, {}, 'HEAD')
    await proxies.idle()
    return get(`/proxy/${id}`)
  }
  expect((await made()).status).toBe(200)
  expect((await get(`/proxy/${id}`, {}, 'DELETE')).status).toBe(204)
  expect((await get(`/proxy/${id}`, {}, 'HEAD')).status).toBe(202)
  expect((await made()).status).toBe(200)
  expect((await get(`/proxy/${'0'.repeat(64)}`, {}, 'DELETE')).status).toBe(404)
  expect((await get(`/media/${id}`, {}, 'DELETE')).status).toBe(599)
  expect((await get(`/media/${id}`)).status).toBe(200)
})

test('writes the words of a shot as a render does, in the size of the picture', async () => {
  const { get } = world()
  const words = { width: '320', height: '180', number: '7', text: 'über den Platz, 夜明け' }
  for (const [kind, draw] of Object.entries({ over: drawCaption, card: drawGapCard })) {
    const answer = await get(`/words/${kind}?${new URLSearchParams(words).toString()}`)
    expect(answer.headers.get('content-type')).toBe('image/png')
    const expected = await draw({ width: 320, height: 180, shotNumber: 7, text: words.text })
    expect(Buffer.from(await answer.arrayBuffer()).equals(expected)).toBe(true)
  }
  for (const wrong of [{ width: '0' }, { width: '1e9' }, { height: 'x' }, { number: '1.5' }])
    expect((await get(`/words/over?${new URLSearchParams({ ...words, ...wrong }).toString()}`)).status).toBe(404)
  expect((await get(`/words/song?${new URLSearchParams(words).toString()}`)).status).toBe(404)
})

test('a frame of a cut is a picture, by whole numbers alone', async () => {
  const { get } = world()
  const cut = '01234567-89ab-7def-8123-456789abcdef'
  const frame = await get(`/frame/${cut}/42`)
  expect([frame.headers.get('content-type'), [...new Uint8Array(await frame.arrayBuffer())]]).toEqual([
    'image/png',
    [42],
  ])
  expect((await get(`/frame/${cut}/4e1`)).status).toBe(599)
  expect((await get(`/frame/${cut}`)).status).toBe(404)
  expect((await get('/frame/other/42')).status).toBe(404)
})
