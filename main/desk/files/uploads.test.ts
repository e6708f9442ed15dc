import { readdirSync, readFileSync, utimesSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { openLibrary, type Library } from '#main/library/library.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { receiveUpload, resolveUpload } from './uploads.ts'

const send = (library: Library, fileName: string, text: string, sizeBytes = text.length): Promise<string> =>
  receiveUpload(library, { fileName, sizeBytes, body: Readable.from([Buffer.from(text)]) })

const uploads = (library: Library): string[] => readdirSync(join(library.workDir, 'uploads'))

test('an upload is found by its id, under its own name', async () => {
  const library = temporaryLibrary()
  const id = await send(library, 'The Hardest Part.wav', 'music')
  const path = resolveUpload(library, id)
  expect(readFileSync(path, 'utf8')).toBe('music')
  expect(basename(path)).toBe('The Hardest Part.wav')
})

test.each([
  ['../../etc/passwd', '.. .. etc passwd'],
  ['..', '_'],
  ['', '_'],
  ['con.mp4', '_con.mp4'],
  ['a\u0000b<c>|d?.mp4', 'a b c d .mp4'.replace(' .', '.')],
  [`${'é'.repeat(300)}.mp4`, `${'é'.repeat(50)}.mp4`],
  ['夜行バス 空を飛ぶ.mov', '夜行バス 空を飛ぶ.mov'],
])('the name %j is kept as %j', async (fileName, kept) => {
  const library = temporaryLibrary()
  const path = resolveUpload(library, await send(library, fileName, 'x'))
  expect(basename(path)).toBe(kept)
  expect(dirname(dirname(path))).toBe(join(library.workDir, 'uploads'))
})

test('what is shorter or longer than announced, or breaks off, leaves nothing', async () => {
  const library = temporaryLibrary()
  const brokenOff = new Readable({
    read() {
      this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const tries = [
    () => send(library, 'a.wav', 'music', 6),
    () => send(library, 'a.wav', 'music', 4),
    () => receiveUpload(library, { fileName: 'a.wav', sizeBytes: 4, body: brokenOff }),
  ]
  for (const each of tries) await expect(each()).rejects.toMatchObject({ code: 'upload/cut-off' })
  expect(uploads(library)).toEqual([])
})

test('what is too big is refused before it comes', async () => {
  const library = temporaryLibrary()
  await expect(send(library, 'a.mov', 'x', 2 ** 50)).rejects.toMatchObject({ code: 'upload/too-big' })
})

test('uploads end with the studio, old ones before, and a wrong id finds nothing', async () => {
  const dir = temporaryFolder()
  const library = openLibrary(dir, { log: () => {} })
  const old = await send(library, 'old.wav', 'x')
  const folder = dirname(resolveUpload(library, old))
  utimesSync(folder, new Date(0), new Date(0))
  const next = await send(library, 'new.wav', 'x')
  expect(uploads(library)).toEqual([next])
  expect(() => resolveUpload(library, old)).toThrow('no longer there')
  library.close()
  expect(readdirSync(join(dir, 'work'))).toEqual([])
})
