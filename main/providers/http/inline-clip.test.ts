import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Response } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callForInlineClip } from './inline-clip.ts'
import type { Answer, ServiceHttp } from './service-http.ts'

const CALL = { method: 'GET', to: '/job', signal: new AbortController().signal } as const
const LARGE = Buffer.alloc(300_000, 'large clip')
const OTHER = Buffer.alloc(200_000, 'picture')

let dir: string
let toPath: string
let calls: number
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'inline-'))
  toPath = join(dir, 'clip.part.mp4')
  calls = 0
})
afterEach(() => rmSync(dir, { recursive: true }))

/** A service that answers with that body. */
function answering(body: string): ServiceHttp {
  return {
    async call({ read }: { read?: (response: Response) => Promise<string> }) {
      calls += 1
      const text = await read!(new Response(body))
      return { status: 200, headers: new Headers(), text, json: JSON.parse(text) as unknown, retryAfterMs: undefined }
    },
  } as unknown as ServiceHttp
}

const clipIn = ({ json }: Answer): string | null => (json as { clip?: string }).clip ?? null

test.each([Buffer.from('small'), LARGE])(
  'a clip in the answer becomes a file, and nothing is left beside it',
  async clip => {
    const http = answering(JSON.stringify({ picture: OTHER.toString('base64'), clip: clip.toString('base64') }))
    writeFileSync(toPath, 'what came before')
    expect(await callForInlineClip(http, CALL, toPath, clipIn)).toMatchObject({ isWritten: true })
    expect(readFileSync(toPath).equals(clip)).toBe(true)
    expect(readdirSync(dir)).toEqual(['clip.part.mp4'])
    expect(calls).toBe(1)
  },
)

test('one that is followed by something else as long is asked for alone', async () => {
  const http = answering(JSON.stringify({ clip: LARGE.toString('base64'), picture: OTHER.toString('base64') }))
  expect(await callForInlineClip(http, CALL, toPath, clipIn)).toMatchObject({ isWritten: true })
  expect(readFileSync(toPath).equals(LARGE)).toBe(true)
  expect(calls).toBe(2)
})

test('an answer without a clip, or one that is cut off, leaves what is there alone', async () => {
  writeFileSync(toPath, 'the beginning')
  const without = answering(JSON.stringify({ picture: OTHER.toString('base64') }))
  expect(await callForInlineClip(without, CALL, toPath, clipIn)).toMatchObject({ isWritten: false })
  const cut = answering(`{"clip":"${LARGE.toString('base64')}`)
  await expect(callForInlineClip(cut, CALL, toPath, clipIn)).rejects.toThrow(SyntaxError)
  expect(readFileSync(toPath, 'utf8')).toBe('the beginning')
  expect(readdirSync(dir)).toEqual(['clip.part.mp4'])
})

test('a disk that takes nothing is told as that', async () => {
  const http = answering(JSON.stringify({ clip: LARGE.toString('base64') }))
  const nowhere = join(dir, 'gone', 'clip.mp4')
  await expect(callForInlineClip(http, CALL, nowhere, clipIn)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(existsSync(nowhere)).toBe(false)
})
