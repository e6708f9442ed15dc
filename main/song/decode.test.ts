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
const SOURCE = [
  '-f',
  'lavfi',
  '-i',
  `aevalsrc=0.4*sin(440*PI*2*t)|0.2*sin(660*PI*2*t):s=${SAMPLE_RATE}:d=${SAMPLE_COUNT / SAMPLE_RATE}`,
]
const NOISE = ['-f', 'lavfi', '-i', 'anoisesrc=r=22050:d=6:a=0.3:seed=3']
const LONG_PICTURE = ['-f', 'lavfi', '-i', 'color=green:s=64x64:r=24:d=9']
const PICTURE = ['-f', 'lavfi', '-i', 'color=blue:s=64x64:r=24:d=1.5']

let folder = ''
let ffmpeg = { path: '' }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decode-test-'))
  ffmpeg = (await findFfmpeg()).ffmpeg
  await make([...SOURCE, ...PICTURE, ...NOISE, ...LONG_PICTURE], {
    'song.wav': ['-map', '0'],
    'song.flac': ['-map', '0'],
    'song.aiff': ['-map', '0'],
    'song.mp3': ['-map', '0', '-c:a', 'libmp3lame', '-b:a', '128k'],
    'song.ogg': ['-map', '0', '-c:a', 'libvorbis'],
    'song.opus': ['-map', '0', '-c:a', 'libopus'],
    'song.m4a': ['-map', '0', '-c:a', 'aac'],
    'film.mp4': ['-map', '0', '-map', '1', '-c:a', 'aac'],
    'film.mov': ['-map', '0', '-map', '1', '-c:a', 'aac'],
    'mono.wav': ['-map', '0', '-ac', '1'],
    'short.wav': ['-map', '0', '-ac', '1', '-t', '0.1'],
    'surround.flac': ['-map', '0', '-ac', '6', '-ar', '96000'],
    'silent film.mp4': ['-map', '1'],
    'picture.png': ['-map', '1', '-frames:v', '1'],
    'long.mp3': ['-map', '2'],
    'long.flac': ['-map', '2'],
    'long.wav': ['-map', '2'],
    'Truncated Dreams.flac': ['-map', '0', '-metadata', 'lyrics=Invalid data found in my heart'],
    'picture runs on.mov': ['-map', '2', '-map', '3', '-c:a', 'aac'],
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** One start of ffmpeg makes many files. */
async function make(inputs: readonly string[], outputs: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const files = Object.entries(outputs).flatMap(([name, args]) => [...args, fileArg(join(folder, name))])
  await runFfmpeg(ffmpeg, ['-v', 'error', '-y', ...inputs, ...files])
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

/** Root may read everything: another user must try. */
async function refusalOfNobody(path: string): Promise<string> {
  await chmod(folder, 0o755)
  const script = `import { decodeSong } from '#main/song/decode.ts'
    process.setgid(65534); process.setuid(65534)
    await decodeSong({ path: '${ffmpeg.path}' }, '${path}', { onSamples() {} }).catch(error => console.log(error.code))`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }).trim()
}

describe('formats', () => {
  // mp3 among them: encoders pad, and the decoder takes the padding away again.
  test.each(['song.wav', 'song.flac', 'song.aiff', 'song.mp3', 'song.ogg'])(
    '%s gives the source its own samples back',
    async name => {
      const song = await decode(join(folder, name))
      expect(song).toMatchObject({
        sampleRate: SAMPLE_RATE,
        channels: 2,
        sampleCount: SAMPLE_COUNT,
        heard: SAMPLE_COUNT,
        warnings: [],
      })
      expect(song.loudest).toBeGreaterThan(0.3)
    },
  )

  test('opus is heard at 48 kHz', async () => {
    const song = await decode(join(folder, 'song.opus'))
    expect(song).toMatchObject({ sampleRate: 48_000, sampleCount: 72_000, warnings: [] })
  })

  test.each(['song.m4a', 'film.mp4', 'film.mov'])(
    '%s holds the sound and at most one packet of padding',
    async name => {
      const song = await decode(join(folder, name))
      expect(song.sampleRate).toBe(SAMPLE_RATE)
      expect(song.sampleCount).toBeGreaterThanOrEqual(SAMPLE_COUNT)
      expect(song.sampleCount).toBeLessThan(SAMPLE_COUNT + 1024)
    },
  )

  test('one channel stays one, six become two', async () => {
    expect((await decode(join(folder, 'mono.wav'))).channels).toBe(1)
    expect((await decode(join(folder, 'surround.flac'))).channels).toBe(2)
  })

  test('a slow listener hears every sample', async () => {
    let heard = 0
    await decodeSong(ffmpeg, join(folder, 'mono.wav'), {
      async onSamples(samples) {
        await new Promise(resolve => setImmediate(resolve))
        heard += samples.length
      },
    })
    expect(heard).toBe(SAMPLE_COUNT)
  })
})

test('any name works', async () => {
  const names = [
    'with  two spaces.wav',
    `quotes ' and ".wav`,
    'party 🎉 ünïcode.wav',
    '-leading dash.wav',
    'colon: http:thing.wav',
    String.raw`back\slash %d [x] *.wav`,
    `${'long '.repeat(39)}x.wav`,
  ]
  const counts = names.map(async name => {
    await copyFile(join(folder, 'short.wav'), join(folder, name))
    return (await decode(join(folder, name))).sampleCount
  })
  expect(await Promise.all(counts)).toEqual(names.map(() => 4410))
})

describe('what is not a song', () => {
  test('is refused with a code and its name', async () => {
    await mkdir(join(folder, 'album'))
    await writeFile(join(folder, 'empty.mp3'), '')
    await writeFile(join(folder, 'words.txt'), 'La la la,\nthis is only text.\n'.repeat(40))
    await writeFile(join(folder, 'words.mp3'), 'La la la,\nthis is only text.\n'.repeat(400))
    await writeFile(join(folder, 'zeros.wav'), Buffer.alloc(5000))
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
    const refusals = await Promise.all(cases.map(([name]) => refusal(join(folder, name))))
    expect(refusals.map((error, i) => [cases[i]![0], error.code])).toEqual(cases)
    refusals.forEach((error, i) => expect(error.message).toContain(basename(cases[i]![0])))
  })

  test('a song whose index was cut off is damaged', async () => {
    const whole = await readFile(join(folder, 'song.m4a'))
    await writeFile(join(folder, 'cut.m4a'), whole.subarray(0, 8000))
    expect((await refusal(join(folder, 'cut.m4a'))).code).toBe('song/damaged')
    await writeFile(join(folder, 'head.flac'), (await readFile(join(folder, 'song.flac'))).subarray(0, 90))
    expect((await refusal(join(folder, 'head.flac'))).code).toBe('song/damaged')
  })

  test('a file that may not be read says so', async () => {
    const path = join(folder, 'secret.wav')
    await copyFile(join(folder, 'short.wav'), path)
    await chmod(path, 0)
    const isRoot = process.getuid?.() === 0
    expect(isRoot ? await refusalOfNobody(path) : (await refusal(path)).code).toBe('song/unreadable')
  })

  test('a link to nowhere is not found', async () => {
    await symlink(join(folder, 'gone.wav'), join(folder, 'link.wav'))
    expect((await refusal(join(folder, 'link.wav'))).code).toBe('song/not-found')
  })
})

describe('a file that breaks off', () => {
  test.each(['long.mp3', 'long.flac', 'long.wav'])('%s is taken as far as it goes, with a warning', async name => {
    const whole = await readFile(join(folder, name))
    const path = join(folder, `cut ${name}`)
    await writeFile(path, whole.subarray(0, Math.floor(whole.length / 2)))
    const song = await decode(path)
    expect(song.sampleCount / song.sampleRate).toBeGreaterThan(2)
    expect(song.sampleCount / song.sampleRate).toBeLessThan(4)
    expect(song.warnings).toHaveLength(1)
    expect(song.warnings[0]).toContain(`cut ${name}`)
  })
})

test('a name, tags and a picture that runs on say nothing about the sound', async () => {
  expect((await decode(join(folder, 'Truncated Dreams.flac'))).warnings).toEqual([])
  expect((await decode(join(folder, 'picture runs on.mov'))).warnings).toEqual([])
})

test('a decoder that fails midway without a known word is told', async () => {
  const failing = join(folder, 'failing-ffmpeg')
  const script = `#!/bin/sh\n"${ffmpeg.path}" "$@"\necho "Input/output error" >&2\nexit 1\n`
  await writeFile(failing, script, { mode: 0o755 })
  const { warnings } = await decodeSong({ path: failing }, join(folder, 'song.wav'), { onSamples() {} })
  expect(warnings).toEqual([expect.stringContaining('song.wav')])
})

test('stopping ends the decoder with the reason given', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const decoding = decodeSong(ffmpeg, join(folder, 'song.wav'), {
    signal: controller.signal,
    onSamples: () => controller.abort(reason),
  })
  await expect(decoding).rejects.toBe(reason)
})
