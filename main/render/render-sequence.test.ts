import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isStudioError } from '#model/errors.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { MediaId } from '#model/ids.ts'
import { planRender, type RenderPlanOptions } from '#model/render-plan.ts'
import type { Sequence, TrackItem } from '#model/sequence.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { wasGivenFileIn } from '#main/media/processes.ts'
import { probeVideo } from '#main/media/probe.ts'
import { pruneCache } from './piece-cache.ts'
import { PRESETS } from '#model/render-presets.ts'
import { renderSequence } from './render-sequence.ts'
import type { CaptionDrawer, RenderRequest } from './request.ts'
import { BLACK, readBars, WHITE } from './testing/bar-code.ts'
import { readClicks, writeClickSong } from './testing/clicks.ts'
import {
  clipOf,
  createRenderWorld,
  dissolveOf,
  rate,
  sequenceOf,
  SIZE,
  withSong,
  type RenderWorld,
} from './testing/render-world.ts'
import { findFault } from './verify.ts'
import { readRenderKey } from './xmp.ts'

let world: RenderWorld
let songPath = ''
beforeAll(async () => {
  world = await createRenderWorld('service')
  for (const number of [1, 2, 3, 4, 5]) await world.clip(number, { pictures: 48 })
  songPath = join(world.folder, 'song 100%.mp3')
  await writeClickSong(songPath, 6, world.ffmpeg)
})
afterAll(() => world.remove())

let count = 0
function request(
  sequence: Sequence,
  change: Partial<RenderRequest> = {},
  options: RenderPlanOptions = {},
): RenderRequest {
  count += 1
  return {
    plan: planRender(sequence, options),
    preset: PRESETS['youtube-1080p'],
    ffmpeg: world.ffmpeg,
    mediaPath: id => (id === 'song' ? songPath : world.mediaPath(id)),
    cacheDir: world.cacheDir,
    workDir: world.workDir,
    outputPath: join(world.folder, `film ${count} 'of' 100% 🎬.mp4`),
    tags: { title: 'Bubbles & <gum>', artist: "It's me", album: null, isAiGenerated: true },
    verify: 'quick',
    ...change,
  }
}

/** A cache that no other test fills. */
const ownCache = (): string => join(world.folder, `cache ${count}`)

const fiveCuts = (): Sequence => sequenceOf([1, 2, 3, 4, 5].map(number => clipOf(number, 12, { startSeconds: 0.5 })))

function dissolves(third: number): Sequence {
  const items: TrackItem[] = [1, 2, third, 4].flatMap((number, index) => [
    ...(index > 0 ? [dissolveOf(3, 3)] : []),
    clipOf(number, 16, { startSeconds: 0.5 }),
  ])
  return sequenceOf(items)
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('must fail'),
    (error: unknown) => error,
  )
}

const codeOf = (error: unknown): string => (isStudioError(error) ? error.code : String(error))

describe('a film', () => {
  test('has its size, rate, frames, colours, tags and mark', async () => {
    const made = request(withSong(fiveCuts(), 'song'), { verify: 'full' })
    const result = await renderSequence(made)
    expect(result).toMatchObject({ frames: 60, encoded: 6, reused: 0 })
    const probe = await probeVideo(made.outputPath, world.ffmpeg)
    expect(probe.facts).toEqual({ ...SIZE, rate: rate(24), frameCount: 60, durationTicks: ticksFromSeconds(2.5) })
    expect(probe.startTicks).toBe(0)
    const copy = ['-i', fileArg(made.outputPath), '-c', 'copy', '-f', 'null', '-']
    const { stderrTail } = await runFfmpeg(world.ffmpeg, copy)
    expect(stderrTail).toMatch(/Video: h264 \(High\).* yuv420p\(tv, bt709, progressive\)/)
    expect(stderrTail).toMatch(/Audio: aac/)
    expect(probe.tags.title).toBe('Bubbles & <gum>')
    expect(probe.tags.comment).toMatch(/generative AI/)
    expect(await readRenderKey(made.outputPath)).toMatch(/^[0-9a-f]{64}$/)
    expect(readdirSync(world.workDir)).toEqual([])
    expect(readdirSync(world.folder).filter(name => name.endsWith('.part'))).toEqual([])
  })

  test.each([
    ['whole', {}, 0],
    ['a span', { span: { startFrame: 31, endFrame: 77 } }, 31 / 24],
  ] as const)('the song is in sync at both ends: %s', async (_name, options, startSeconds) => {
    const sequence = withSong(sequenceOf([clipOf(1, 48), clipOf(2, 48)]), 'song')
    const made = request(sequence, {}, options)
    const { frames } = await renderSequence(made)
    const sound = await readClicks(made.outputPath, world.ffmpeg)
    expectLength(sound.samples, frames)
    const expected = Array.from({ length: 12 }, (_, beat) =>
      Math.round((0.25 + beat / 2 - startSeconds) * 48_000),
    ).filter(sample => sample > 0 && sample < frames * 2000 - 48)
    expect(sound.clicks).toHaveLength(expected.length)
    for (const [index, sample] of sound.clicks.entries()) expect(Math.abs(sample - expected[index]!)).toBeLessThan(96)
  })

  test('a song shorter than the film is followed by silence, and a head precedes it', async () => {
    const items = [clipOf(1, 47), clipOf(2, 47), clipOf(3, 47), clipOf(4, 30)]
    const sequence = sequenceOf(items, { film: { headFrames: 12, songFrames: 149, tailFrames: 10 } })
    const song = withSong({ ...sequence, film: { ...sequence.film, songFrames: 149 } }, 'song').tracks[1]!
    const head: TrackItem = { kind: 'gap', id: clipOf(9, 1).id, frameCount: 12 }
    const placed: Sequence = { ...sequence, tracks: [sequence.tracks[0]!, { ...song, items: [head, ...song.items] }] }
    const made = request(placed)
    await renderSequence(made)
    const sound = await readClicks(made.outputPath, world.ffmpeg)
    expectLength(sound.samples, 171)
    expect(Math.abs(sound.clicks[0]! - 0.75 * 48_000)).toBeLessThan(96)
    expect(sound.clicks).toHaveLength(12)
  })

  test('captions lie over their pictures, change at the cut inside a dissolve, and a missing take is a card', async () => {
    const painted: string[] = []
    const captions = new Map([1, 2, 3].map(number => [clipOf(number, 1).shotId!, { number, text: `shot ${number}` }]))
    const items = [clipOf(1, 8), dissolveOf(2, 2), clipOf(2, 8), clipOf(3, 8, { source: { kind: 'missing' } })]
    const drawer: CaptionDrawer = {
      look: 'veils',
      draw(caption, size, kind) {
        painted.push(`${kind} ${caption.text} ${size.width}x${size.height}`)
        return kind === 'card' ? whiteCard(size) : veil(size, caption.number === 1 ? 'left' : 'right')
      },
    }
    const made = request(sequenceOf(items), { captions: drawer }, { captions, areCaptionsShown: true })
    await renderSequence(made)
    expect([...new Set(painted)].toSorted()).toEqual([
      'card shot 3 320x180',
      'overlay shot 1 320x180',
      'overlay shot 2 320x180',
    ])
    // Two bars that are black in both clips, one in each half of the picture.
    const halves = (await readBars(made.outputPath, SIZE, world.ffmpeg)).map(bars => [bars[3]!, bars[14]!])
    const looks = { bare: BLACK, veil: (BLACK + WHITE) / 2, card: WHITE }
    const lookOf = (luma: number): string =>
      Object.entries(looks).find(([, expected]) => Math.abs(luma - expected) < 8)?.[0] ?? `${luma}`
    const seen = halves.map(both => both.map(lookOf))
    expect(seen).toEqual([
      ...Array.from({ length: 8 }, () => ['veil', 'bare']),
      ...Array.from({ length: 8 }, () => ['bare', 'veil']),
      ...Array.from({ length: 8 }, () => ['card', 'card']),
    ])
  })
})

test('only a film of generated pictures says so', async () => {
  const made = request(fiveCuts())
  await renderSequence({ ...made, tags: { title: 'Filmed', isAiGenerated: false } })
  expect((await probeVideo(made.outputPath, world.ffmpeg)).tags.comment).toBeUndefined()
  expect(readFileSync(made.outputPath, 'latin1')).not.toContain('TrainedAlgorithmicMedia')
  await renderSequence(made)
  expect((await probeVideo(made.outputPath, world.ffmpeg)).tags.comment).toMatch(/generative AI/)
  expect(readFileSync(made.outputPath, 'latin1')).toContain('compositeWithTrainedAlgorithmicMedia')
})

describe('what is there is not made again', () => {
  test('nothing changed: nothing is encoded and the film stays as it is', async () => {
    const made = request(withSong(fiveCuts(), 'song'))
    await renderSequence(made)
    const before = statSync(made.outputPath)
    const ffmpeg = { ...world.ffmpeg, path: '/nowhere/ffmpeg' }
    expect(await renderSequence({ ...made, ffmpeg })).toMatchObject({ frames: 60, encoded: 0, reused: 6 })
    expect(statSync(made.outputPath).mtimeMs).toBe(before.mtimeMs)
    rmSync(made.outputPath)
    expect(await renderSequence(made)).toMatchObject({ frames: 60, encoded: 0, reused: 6 })
    expect(existsSync(made.outputPath)).toBe(true)
  })

  test('one clip changed: at most three pieces', async () => {
    await renderSequence(request(dissolves(3), { cacheDir: ownCache() }))
    const result = await renderSequence(request(dissolves(5), { cacheDir: join(world.folder, `cache ${count - 1}`) }))
    expect(result).toMatchObject({ encoded: 3, reused: 4 })
  })

  test('other tags: joined anew, not encoded', async () => {
    const made = request(fiveCuts())
    await renderSequence(made)
    expect(await renderSequence({ ...made, tags: { title: 'Gum', isAiGenerated: true } })).toMatchObject({ encoded: 0 })
    expect((await probeVideo(made.outputPath, world.ffmpeg)).tags.title).toBe('Gum')
  })

  test('a damaged cached piece or song is found and made again', async () => {
    const made = request(withSong(fiveCuts(), 'song'), { cacheDir: ownCache() })
    await renderSequence(made)
    const files = cachedFiles(made.cacheDir)
    for (const ending of ['.mp4', '.m4a']) {
      rmSync(made.outputPath)
      truncateSync(
        files.find(path => path.endsWith(ending))!,
        900,
      )
      expect(await renderSequence(made)).toMatchObject({ encoded: 1 })
    }
  })

  test('bad bytes inside a cached piece are found by decoding, and only that piece is made again', async () => {
    const made = request(withSong(fiveCuts(), 'song'), { cacheDir: ownCache() })
    await renderSequence(made)
    const piece = cachedFiles(made.cacheDir).find(path => path.endsWith('.mp4'))!
    const bytes = readFileSync(piece)
    bytes.fill(0xff, bytes.indexOf('mdat') + 1200, bytes.indexOf('mdat') + 1400)
    writeFileSync(piece, bytes)
    rmSync(made.outputPath)
    expect(await renderSequence({ ...made, verify: 'full' })).toMatchObject({ frames: 60, encoded: 1, reused: 5 })
  })

  test('the cache is pruned by last use', async () => {
    const made = request(fiveCuts(), { cacheDir: ownCache() })
    await renderSequence(made)
    expect(await pruneCache(made.cacheDir, 1e9)).toEqual({ removed: 0, freedBytes: 0 })
    expect(await pruneCache(made.cacheDir, 1)).toMatchObject({ removed: 5 })
    expect(await pruneCache(join(made.cacheDir, 'none'), 1)).toEqual({ removed: 0, freedBytes: 0 })
  })
})

describe('stopped', () => {
  test('a stop keeps what is finished, and the next run goes on to the same frames', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped by hand')
    const made = request(withSong(fiveCuts(), 'song'), { cacheDir: ownCache() })
    const stopped = renderSequence({
      ...made,
      signal: controller.signal,
      onProgress: ({ pieces }) => pieces.includes('ready') && controller.abort(reason),
    })
    expect(await failure(stopped)).toBe(reason)
    expect(existsSync(made.outputPath)).toBe(false)
    expect(readdirSync(world.workDir)).toEqual([])
    const resumed = await renderSequence(made)
    expect(resumed.reused).toBeGreaterThan(0)
    expect(resumed.encoded + resumed.reused).toBe(6)
    const anew = request(withSong(fiveCuts(), 'song'), { cacheDir: ownCache() })
    await renderSequence(anew)
    const [a, b] = [
      await readBars(made.outputPath, SIZE, world.ffmpeg),
      await readBars(anew.outputPath, SIZE, world.ffmpeg),
    ]
    expect(a).toEqual(b)
  })

  test('progress counts every frame once and ends full', async () => {
    const told: number[] = []
    let total = 0
    const onProgress: RenderRequest['onProgress'] = progress => {
      told.push(progress.done)
      total = progress.total
    }
    await renderSequence(request(fiveCuts(), { cacheDir: ownCache(), onProgress }))
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect([told[0], told.at(-1), total]).toEqual([0, 60, 60])
  })
})

describe('faults are told, and finished pieces kept', () => {
  test('ffmpeg missing, or killed midway', async () => {
    const gone = { ...world.ffmpeg, path: join(world.folder, 'no ffmpeg') }
    expect(codeOf(await failure(renderSequence(request(fiveCuts(), { ffmpeg: gone, cacheDir: ownCache() }))))).toBe(
      'ffmpeg/missing',
    )
    // Killed when its file has begun; `-re` keeps it at work for as long as its pictures last.
    const killed = stub(
      'killed',
      `for last in "$@"; do :; done
       case "$*" in *-take\\ 4*)
         '${world.ffmpeg.path}' -re "$@" & while [ ! -e "\${last#file:}" ]; do :; done
         kill -9 $!; kill -9 $$;;
       esac`,
    )
    const made = request(fiveCuts(), { ffmpeg: killed, cacheDir: ownCache() })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('ffmpeg/failed')
    expect(String(error)).toMatch(/Frames 36 to 48 of the film \(-take 4 .*from outside/)
    expect(readdirSync(world.workDir)).toEqual([])
    expect(await faultsIn(made.cacheDir)).toEqual([])
    expect(await renderSequence({ ...made, ffmpeg: world.ffmpeg })).toMatchObject({
      frames: 60,
      encoded: expect.toSatisfy(encoded => encoded <= 3),
    })
  })

  test('ffmpeg killed at the join: nothing in the cache is to blame', async () => {
    const killed = stub('killed-join', 'case "$*" in *ffconcat*) kill -9 $$;; esac')
    const made = request(withSong(fiveCuts(), 'song'), { ffmpeg: killed, cacheDir: ownCache() })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('ffmpeg/failed')
    expect(String(error)).toContain('from outside')
    expect(await renderSequence({ ...made, ffmpeg: world.ffmpeg })).toMatchObject({ encoded: 0, reused: 6 })
  })

  test('a take or song that cannot be read to its end is named, and nothing of it is kept', async () => {
    const take = await world.clip(6, { pictures: 48, encoderArgs: ['-movflags', '+faststart'] })
    const bytes = readFileSync(take.path)
    const seeing = (file: string, act: string): RenderRequest['ffmpeg'] =>
      stub(`seeing ${count}`, `for f in "$@"; do case "$f" in file:*${file}) ${act};; esac; done`)
    const cut = Math.round(bytes.length * 0.7)
    const cable = seeing('-take\\ 6*.mp4', `dd if=/dev/null of="\${f#file:}" bs=1 seek=${cut} 2>/dev/null`)
    const made = request(sequenceOf([clipOf(1, 12), clipOf(6, 48)]), { ffmpeg: cable, cacheDir: ownCache() })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('render/source-unread')
    expect(String(error)).toMatch(/-take 6 .*could not be read/)
    writeFileSync(take.path, bytes)
    const whole = await renderSequence({ ...made, ffmpeg: world.ffmpeg, verify: 'full' })
    expect(whole.encoded).toBeGreaterThan(0)

    const disk = seeing('song*.mp3', 'echo "$f: Input/output error" >&2')
    const sung = request(withSong(fiveCuts(), 'song'), { ffmpeg: disk, cacheDir: ownCache() })
    const songError = await failure(renderSequence(sung))
    expect(codeOf(songError)).toBe('render/source-unread')
    expect(String(songError)).toContain('song 100%.mp3')
    expect(cachedFiles(sung.cacheDir).filter(path => path.endsWith('.m4a'))).toEqual([])
  })

  test('every ffmpeg of a render names the work folder, by which it is found should it outlive us', async () => {
    const log = join(world.folder, 'command lines')
    const telling = stub('telling', `echo "$*" >> "$(dirname "$0")/command lines"`)
    await renderSequence(
      request(withSong(fiveCuts(), 'song'), { ffmpeg: telling, cacheDir: ownCache(), verify: 'full' }),
    )
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(8)
    expect(lines.filter(line => !wasGivenFileIn(line, 'work'))).toEqual([])
  })

  test('the disk runs full in a piece, or at the join', async () => {
    const noSpace = 'echo "Error writing: No space left on device" >&2; exit 1'
    const inPiece = stub('full-piece', `case "$*" in *-take\\ 2*) ${noSpace};; esac`)
    expect(codeOf(await failure(renderSequence(request(fiveCuts(), { ffmpeg: inPiece, cacheDir: ownCache() }))))).toBe(
      'render/disk-full',
    )
    const atJoin = stub('full-join', `case "$*" in *ffconcat*) ${noSpace};; esac`)
    const made = request(fiveCuts(), { ffmpeg: atJoin, cacheDir: ownCache() })
    expect(codeOf(await failure(renderSequence(made)))).toBe('render/disk-full')
    expect(existsSync(made.outputPath)).toBe(false)
    expect(await renderSequence({ ...made, ffmpeg: world.ffmpeg })).toMatchObject({ encoded: 0, reused: 5 })
  })

  test.runIf(canMount())(
    'a disk that is really full: finished pieces stay, and with room the render goes on',
    async () => {
      const disk = join(world.folder, 'small disk')
      const workDir = join(disk, 'work')
      mkdirSync(disk)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk])
      try {
        mkdirSync(workDir)
        const made = request(fiveCuts(), { cacheDir: join(disk, 'cache'), workDir })
        await renderSequence({ ...made, plan: planRender(fiveCuts(), { span: { startFrame: 0, endFrame: 24 } }) })
        // The disk fills up after its room was looked at: the trailer of the next piece meets its end.
        const { blocks, bfree, bsize } = statfsSync(disk)
        const full = `mount -o remount,size=${(blocks - bfree) * bsize + 4096} '${disk.replaceAll("'", String.raw`'\''`)}'`
        const filling = stub('filling', full)
        expect(codeOf(await failure(renderSequence({ ...made, ffmpeg: filling })))).toBe('render/disk-full')
        expect(readdirSync(workDir)).toEqual([])
        expect(await faultsIn(made.cacheDir)).toEqual([])
        resize(disk, 4e6)
        // Besides the two from before, one that was small enough may have been finished.
        expect([2, 3]).toContain((await renderSequence(made)).reused)
      } finally {
        execFileSync('umount', [disk])
      }
    },
  )

  test('the output cannot be written', async () => {
    const at = async (outputPath: string): Promise<string> =>
      codeOf(await failure(renderSequence(request(fiveCuts(), { outputPath }))))
    expect(await at(join(world.folder, 'none', 'film.mp4'))).toBe('render/no-folder')
    expect(await at(world.folder)).toBe('render/not-a-file')
    expect(await at(join(world.folder, `${'x'.repeat(300)}.mp4`))).toBe('render/name-too-long')
    expect(await at(join(readOnlyFolder(), 'film.mp4'))).toBe('render/read-only')
  })

  test('a name as long as names can be', async () => {
    const made = request(fiveCuts(), { outputPath: join(world.folder, `-${'x'.repeat(250)}.mp4`) })
    await renderSequence(made)
    expect(existsSync(made.outputPath)).toBe(true)
  })

  test('a source that is no video is named', async () => {
    const path = join(world.folder, 'notes.mp4')
    writeFileSync(path, 'not a video')
    const made = request(sequenceOf([clipOf(7, 12)]), { mediaPath: (id: MediaId) => (id === '7' ? path : songPath) })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('video/unreadable')
    expect(String(error)).toContain('notes.mp4')
  })

  test('an existing film is not harmed by a failing render', async () => {
    const made = request(fiveCuts())
    writeFileSync(made.outputPath, 'precious')
    const atJoin = stub('fail-join', 'case "$*" in *ffconcat*) echo "Invalid data" >&2; exit 1;; esac')
    expect(codeOf(await failure(renderSequence({ ...made, ffmpeg: atJoin })))).toBe('ffmpeg/failed')
    expect(statSync(made.outputPath).size).toBe('precious'.length)
  })
})

/** At 24 frames a second; a decoder may add what is left of the last packet. */
function expectLength(samples: number, frames: number): void {
  expect(samples).toBeGreaterThanOrEqual(frames * 2000)
  expect(samples).toBeLessThan(frames * 2000 + 1024)
}

/** The files in a cache; none where nothing was ever finished. */
function cachedFiles(cacheDir: string): string[] {
  const pieces = join(cacheDir, 'pieces')
  if (!existsSync(pieces)) return []
  return readdirSync(pieces, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

/** What is wrong with a cache's pieces of 12 frames. */
async function faultsIn(cacheDir: string): Promise<string[]> {
  const expected = { frames: 12, rate: rate(24), hasPicture: true, hasSound: false }
  const faults = await Promise.all(cachedFiles(cacheDir).map(path => findFault(path, expected)))
  return faults.filter(fault => fault !== undefined)
}

/** An ffmpeg that does something else first. */
function stub(name: string, first: string): RenderRequest['ffmpeg'] {
  const path = join(world.folder, name)
  writeFileSync(path, `#!/bin/sh\n${first}\nexec '${world.ffmpeg.path}' "$@"\n`)
  chmodSync(path, 0o755)
  return { ...world.ffmpeg, path }
}

function resize(disk: string, bytes: number): void {
  execFileSync('mount', ['-o', `remount,size=${bytes}`, disk])
}

/** True where a test may mount a small disk of its own. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** To root every ordinary folder is open, but not the kernel's. */
function readOnlyFolder(): string {
  if (process.getuid?.() === 0) return '/sys'
  const folder = join(world.folder, 'locked')
  mkdirSync(folder, { mode: 0o555 })
  return folder
}

/** A half transparent white over one half of an otherwise empty picture. */
function veil({ width, height }: { width: number; height: number }, half: 'left' | 'right'): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'rgba(255, 255, 255, 0.5)'
  context.fillRect(half === 'left' ? 0 : width / 2, 0, width / 2, height)
  return canvas.toBuffer('image/png')
}

function whiteCard({ width, height }: { width: number; height: number }): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/png')
}
