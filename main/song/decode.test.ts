import { execFileSync } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { decodeSong, type DecodedSong } from './decode.ts'

const SAMPLE_RATE = 44_100
const SAMPLE_COUNT = 66_150
const SOURCE = ['-f', 'lavfi', '-i', `aevalsrc=0.4*sin(440*PI*2*t)|0.2*sin(660*PI*2*t):s=${SAMPLE_RATE}:d=${SAMPLE_COUNT / SAMPLE_RATE}`]
const PICTURE = ['-f', 'lavfi', '-i', 'color=blue:s=64x64:r=24:d=1.5']

let folder = ''
let ffmpeg = { path: '' }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decode-test-'))
  ffmpeg = (await findFfmpeg()).ffmpeg
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function make(name: string, args: readonly string[], inputs: readonly string[] = SOURCE): Promise<string> {
  const path = join(folder, name)
  await runFfmpeg(ffmpeg, ['-v', 'error', '-y', ...inputs, ...args, fileArg(path)])
  return path
}

async function decode(path: string): Promise<DecodedSong & { heard: number; loudest: number }> {
  let heard = 0
  let loudest = 0
  const song = await decodeSong(ffmpeg, path, {
    onSamples(samples, { channels }) {
      heard += samples.length / channels
      for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
    },
  })
  return { ...song, heard, loudest }
}

async function refusal(path: string): Promise<{ code: string; message: string }> {
  return decode(path).then(
    () => expect.unreachable('must be refused'),
    (error: { code: string; message: string }) => error,
  )
}

describe('formats', () => {
  test.each([
    ['song.wav', []],
    ['song.flac', []],
    ['song.aiff', []],
    // Gapless: encoders pad, and the decoder takes the padding away again.
    ['song.mp3', ['-c:a', 'libmp3lame', '-b:a', '128k']],
    ['song.ogg', ['-c:a', 'libvorbis']],
  ])('%s gives the source its own samples back', async (name, args) => {
    const song = await decode(await make(name, args))
    expect(song).toMatchObject({ sampleRate: SAMPLE_RATE, channels: 2, sampleCount: SAMPLE_COUNT, heard: SAMPLE_COUNT, warnings: [] })
    expect(song.loudest).toBeGreaterThan(0.3)
  })

  test('opus is heard at 48 kHz', async () => {
    const song = await decode(await make('song.opus', ['-c:a', 'libopus']))
    expect(song).toMatchObject({ sampleRate: 48_000, sampleCount: 72_000, warnings: [] })
  })

  test.each([
    ['song.m4a', SOURCE],
    ['film.mp4', [...PICTURE, ...SOURCE]],
    ['film.mov', [...PICTURE, ...SOURCE]],
  ])('%s holds the sound and at most one packet of padding', async (name, inputs) => {
    const song = await decode(await make(name, ['-c:a', 'aac'], inputs))
    expect(song.sampleRate).toBe(SAMPLE_RATE)
    expect(song.sampleCount).toBeGreaterThanOrEqual(SAMPLE_COUNT)
    expect(song.sampleCount).toBeLessThan(SAMPLE_COUNT + 1024)
  })

  test('one channel stays one, six become two', async () => {
    expect((await decode(await make('mono.wav', ['-ac', '1']))).channels).toBe(1)
    expect((await decode(await make('surround.flac', ['-ac', '6', '-ar', '96000']))).channels).toBe(2)
  })

  test('how the song is taken in does not matter: a slow reader hears every sample', async () => {
    let heard = 0
    const path = await make('slow.wav', ['-ac', '1'])
    await decodeSong(ffmpeg, path, {
      async onSamples(samples) {
        await new Promise(resolve => setImmediate(resolve))
        heard += samples.length
      },
    })
    expect(heard).toBe(SAMPLE_COUNT)
  })
})

const AWKWARD_NAMES = [
  'with  two spaces.wav',
  `quotes ' and ".wav`,
  'party 🎉 ünïcode.wav',
  '-leading dash.wav',
  'colon: http:thing.wav',
  String.raw`back\slash %d [x] *.wav`,
  `${'long '.repeat(39)}x.wav`,
]

test.each(AWKWARD_NAMES)('the name %s works', async name => {
  const plain = await make('plain.wav', ['-ac', '1', '-t', '0.1'])
  await copyFile(plain, join(folder, name))
  expect((await decode(join(folder, name))).sampleCount).toBe(4410)
})

describe('what is not a song', () => {
  test('is refused with a code and its name', async () => {
    await mkdir(join(folder, 'album'))
    await writeFile(join(folder, 'empty.mp3'), '')
    await writeFile(join(folder, 'words.txt'), 'La la la,\nthis is only text.\n'.repeat(40))
    await writeFile(join(folder, 'words.mp3'), 'La la la,\nthis is only text.\n'.repeat(400))
    await writeFile(join(folder, 'zeros.wav'), Buffer.alloc(5000))
    await make('silent film.mp4', [], PICTURE)
    await make('picture.png', ['-frames:v', '1'], PICTURE)
    const cases = [
      ['nowhere.mp3', 'song/not-found'],
      ['album', 'song/is-directory'],
      ['empty.mp3', 'song/empty'],
      ['silent film.mp4', 'song/no-sound'],
      ['words.txt', 'song/not-audio'],
      ['words.mp3', 'song/not-audio'],
      ['zeros.wav', 'song/not-audio'],
      ['picture.png', 'song/not-audio'],
    ] as const
    for (const [name, code] of cases) {
      const error = await refusal(join(folder, name))
      expect([name, error.code]).toEqual([name, code])
      expect(error.message).toContain(basename(name))
    }
  })

  test('a song whose index was cut off is damaged', async () => {
    const whole = await readFile(await make('whole.m4a', ['-c:a', 'aac']))
    await writeFile(join(folder, 'cut.m4a'), whole.subarray(0, 8000))
    expect((await refusal(join(folder, 'cut.m4a'))).code).toBe('song/damaged')
    await writeFile(join(folder, 'head.flac'), (await readFile(await make('whole.flac', []))).subarray(0, 90))
    expect((await refusal(join(folder, 'head.flac'))).code).toBe('song/damaged')
  })

  test('a file that may not be read says so', async () => {
    const path = await make('secret.wav', ['-ac', '1', '-t', '0.1'])
    await chmod(path, 0)
    if (process.getuid?.() !== 0) {
      expect((await refusal(path)).code).toBe('song/unreadable')
      return
    }
    // Root may read everything: another user must try.
    await chmod(folder, 0o755)
    const script = `import { decodeSong } from '#main/song/decode.ts'
      process.setgid(65534); process.setuid(65534)
      await decodeSong({ path: '${ffmpeg.path}' }, '${path}', { onSamples() {} }).catch(error => console.log(error.code))`
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
    expect(said.trim()).toBe('song/unreadable')
  })

  test('a link to nowhere is not found', async () => {
    await symlink(join(folder, 'gone.wav'), join(folder, 'link.wav'))
    expect((await refusal(join(folder, 'link.wav'))).code).toBe('song/not-found')
  })
})

describe('a file that breaks off', () => {
  test.each(['long.mp3', 'long.flac', 'long.wav'])('%s is taken as far as it goes, with a warning', async name => {
    const source = ['-f', 'lavfi', '-i', 'anoisesrc=r=22050:d=6:a=0.3:seed=3']
    const whole = await readFile(await make(name, [], source))
    const path = join(folder, `cut ${name}`)
    await writeFile(path, whole.subarray(0, Math.floor(whole.length / 2)))
    const song = await decode(path)
    expect(song.sampleCount / song.sampleRate).toBeGreaterThan(2)
    expect(song.sampleCount / song.sampleRate).toBeLessThan(4)
    expect(song.warnings).toHaveLength(1)
    expect(song.warnings[0]).toContain(`cut ${name}`)
  })
})

test('stopping ends the decoder with the reason given', async () => {
  const path = await make('stopped.wav', [])
  const controller = new AbortController()
  const reason = new Error('enough')
  const decoding = decodeSong(ffmpeg, path, { signal: controller.signal, onSamples: () => controller.abort(reason) })
  await expect(decoding).rejects.toBe(reason)
})
