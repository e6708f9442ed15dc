import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isStudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import { wasGivenFileIn } from '#main/media/processes.ts'
import { renderSequence } from './render-sequence.ts'
import type { RenderRequest } from './request.ts'
import { cachedFiles, createFilmWorld, failure, fiveCuts, type FilmWorld } from './testing/film-world.ts'
import { clipOf, rate, sequenceOf, withSong } from './testing/render-world.ts'
import { findFault } from './verify.ts'

let world: FilmWorld
beforeAll(async () => {
  world = await createFilmWorld('faults')
})
afterAll(() => world.remove())

const codeOf = (error: unknown): string => (isStudioError(error) ? error.code : String(error))

describe('faults are told, and finished pieces kept', () => {
  test('ffmpeg missing, or killed midway', async () => {
    const gone = { ...world.ffmpeg, path: join(world.folder, 'no ffmpeg') }
    expect(
      codeOf(await failure(renderSequence(world.request(fiveCuts(), { ffmpeg: gone, cacheDir: world.ownCache() })))),
    ).toBe('ffmpeg/missing')
    // Killed when its file has begun; `-re` keeps it at work for as long as its pictures last.
    const killed = world.stub(
      'killed',
      `for last in "$@"; do :; done
       case "$*" in *-take\\ 4*)
         '${world.ffmpeg.path}' -re "$@" & while [ ! -e "\${last#file:}" ]; do :; done
         kill -9 $!; kill -9 $$;;
       esac`,
    )
    const made = world.request(fiveCuts(), { ffmpeg: killed, cacheDir: world.ownCache() })
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
    const killed = world.stub('killed-join', 'case "$*" in *ffconcat*) kill -9 $$;; esac')
    const made = world.request(withSong(fiveCuts(), 'song'), { ffmpeg: killed, cacheDir: world.ownCache() })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('ffmpeg/failed')
    expect(String(error)).toContain('from outside')
    expect(await renderSequence({ ...made, ffmpeg: world.ffmpeg })).toMatchObject({ encoded: 0, reused: 6 })
  })

  test('a take or song that cannot be read to its end is named, and nothing of it is kept', async () => {
    const take = await world.clip(6, { pictures: 48, encoderArgs: ['-movflags', '+faststart'] })
    const bytes = readFileSync(take.path)
    const seeing = (name: string, file: string, act: string): RenderRequest['ffmpeg'] =>
      world.stub(name, `for f in "$@"; do case "$f" in file:*${file}) ${act};; esac; done`)
    const cut = Math.round(bytes.length * 0.7)
    const cable = seeing('cable', '-take\\ 6*.mp4', `dd if=/dev/null of="\${f#file:}" bs=1 seek=${cut} 2>/dev/null`)
    const made = world.request(sequenceOf([clipOf(1, 12), clipOf(6, 48)]), {
      ffmpeg: cable,
      cacheDir: world.ownCache(),
    })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('render/source-unread')
    expect(String(error)).toMatch(/-take 6 .*could not be read/)
    writeFileSync(take.path, bytes)
    const whole = await renderSequence({ ...made, ffmpeg: world.ffmpeg, verify: 'full' })
    expect(whole.encoded).toBeGreaterThan(0)

    const disk = seeing('disk', 'song*.mp3', 'echo "$f: Input/output error" >&2')
    const sung = world.request(withSong(fiveCuts(), 'song'), { ffmpeg: disk, cacheDir: world.ownCache() })
    const songError = await failure(renderSequence(sung))
    expect(codeOf(songError)).toBe('render/source-unread')
    expect(String(songError)).toContain('song 100%.mp3')
    expect(cachedFiles(sung.cacheDir).filter(path => path.endsWith('.m4a'))).toEqual([])
  })

  test('every ffmpeg of a render names the work folder, by which it is found should it outlive us', async () => {
    const log = join(world.folder, 'command lines')
    const telling = world.stub('telling', `echo "$*" >> "$(dirname "$0")/command lines"`)
    await renderSequence(
      world.request(withSong(fiveCuts(), 'song'), { ffmpeg: telling, cacheDir: world.ownCache(), verify: 'full' }),
    )
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(8)
    expect(lines.filter(line => !wasGivenFileIn(line, 'work'))).toEqual([])
  })

  test('the disk runs full in a piece, or at the join', async () => {
    const noSpace = 'echo "Error writing: No space left on device" >&2; exit 1'
    const inPiece = world.stub('full-piece', `case "$*" in *-take\\ 2*) ${noSpace};; esac`)
    expect(
      codeOf(await failure(renderSequence(world.request(fiveCuts(), { ffmpeg: inPiece, cacheDir: world.ownCache() })))),
    ).toBe('render/disk-full')
    const atJoin = world.stub('full-join', `case "$*" in *ffconcat*) ${noSpace};; esac`)
    const made = world.request(fiveCuts(), { ffmpeg: atJoin, cacheDir: world.ownCache() })
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
        const made = world.request(fiveCuts(), { cacheDir: join(disk, 'cache'), workDir })
        await renderSequence({ ...made, plan: planRender(fiveCuts(), { span: { startFrame: 0, endFrame: 24 } }) })
        // The disk fills up after its room was looked at: the trailer of the next piece meets its end.
        const { blocks, bfree, bsize } = statfsSync(disk)
        const full = `mount -o remount,size=${(blocks - bfree) * bsize + 4096} '${disk.replaceAll("'", String.raw`'\''`)}'`
        const filling = world.stub('filling', full)
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
      codeOf(await failure(renderSequence(world.request(fiveCuts(), { outputPath }))))
    expect(await at(join(world.folder, 'none', 'film.mp4'))).toBe('render/no-folder')
    expect(await at(world.folder)).toBe('render/not-a-file')
    expect(await at(join(world.folder, `${'x'.repeat(300)}.mp4`))).toBe('render/name-too-long')
    expect(await at(join(readOnlyFolder(), 'film.mp4'))).toBe('render/read-only')
  })

  test('a name as long as names can be', async () => {
    const made = world.request(fiveCuts(), { outputPath: join(world.folder, `-${'x'.repeat(250)}.mp4`) })
    await renderSequence(made)
    expect(existsSync(made.outputPath)).toBe(true)
  })

  test('a source that is no video is named', async () => {
    const path = join(world.folder, 'notes.mp4')
    writeFileSync(path, 'not a video')
    const made = world.request(sequenceOf([clipOf(7, 12)]), {
      mediaPath: (id: MediaId) => (id === '7' ? path : world.songPath),
    })
    const error = await failure(renderSequence(made))
    expect(codeOf(error)).toBe('video/unreadable')
    expect(String(error)).toContain('notes.mp4')
  })

  test('an existing film is not harmed by a failing render', async () => {
    const made = world.request(fiveCuts())
    writeFileSync(made.outputPath, 'precious')
    const atJoin = world.stub('fail-join', 'case "$*" in *ffconcat*) echo "Invalid data" >&2; exit 1;; esac')
    expect(codeOf(await failure(renderSequence({ ...made, ffmpeg: atJoin })))).toBe('ffmpeg/failed')
    expect(statSync(made.outputPath).size).toBe('precious'.length)
  })
})

/** What is wrong with a cache's pieces of 12 frames. */
async function faultsIn(cacheDir: string): Promise<string[]> {
  const expected = { frames: 12, rate: rate(24), hasPicture: true, hasSound: false }
  const faults = await Promise.all(cachedFiles(cacheDir).map(path => findFault(path, expected)))
  return faults.filter(fault => fault !== undefined)
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
