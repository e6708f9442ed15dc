import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { listProcesses } from '#main/media/processes.ts'
import { runCli, runCliJson, type CliOptions, type CliRun } from '../support/cli.ts'
import { fullDisk } from '../support/full-disk.ts'
import { libraryFacts } from '../support/made-library.ts'
import { filmMaterial, PROMPTS, type FilmMaterial } from '../support/film-material.ts'

let film: FilmMaterial
const at = (name: string): string => join(film.dir, name)

type Inputs = { song?: string; treatment?: string; out?: string; library?: string }

function make(inputs: Inputs, options: CliOptions = {}, more: string[] = []): Promise<CliRun> {
  const { song = film.song, treatment = film.treatment, out = at('out.mp4'), library = film.library } = inputs
  const given = ['--song', song, '--treatment', treatment, '--out', out, '--library', library]
  return runCli(['make', ...given, '--size', '160x90', '--preset', 'draft', '--json', ...more], options)
}

/** One clear sentence or two on stderr, a code for programs, exit status 1 (or the given), and no stack of calls. */
function expectRefusal(run: CliRun, code: RegExp, mentions: string | RegExp, status = 1): void {
  expect(run.status, run.stderr).toBe(status)
  expect(run.stderr).toMatch(mentions)
  expect(run.stderr).not.toMatch(/\n\s+at /)
  const { error } = JSON.parse(run.stdout) as { error: { code: string; message: string } }
  expect(error.code).toMatch(code)
}

beforeAll(async () => {
  film = await filmMaterial({ seconds: 6, shots: 2 })
})

afterAll(() => film.remove())

describe('songs', () => {
  test('that are no songs are refused with a sentence each', async () => {
    writeFileSync(at('text.mp3'), 'this is no music at all\n'.repeat(50))
    writeFileSync(at('zero.wav'), '')
    mkdirSync(at('folder.mp3'))
    const silentVideo = ['-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64:r=10', '-an', '-y', `file:${at('silent.mp4')}`]
    await runFfmpeg(film.ffmpeg, silentVideo)
    expectRefusal(await make({ song: at('text.mp3') }), /^song\//, /text\.mp3/)
    expectRefusal(await make({ song: at('zero.wav') }), /^song\//, /zero\.wav/)
    expectRefusal(await make({ song: at('folder.mp3') }), /^(song|media)\//, /folder\.mp3/)
    expectRefusal(await make({ song: at('silent.mp4') }), /^song\//, /silent\.mp4/)
    expectRefusal(await make({ song: at('not there.mp3') }), /^(song|media)\//, /not there\.mp3/)
  })

  test('that another user keeps closed are refused', async () => {
    const guarded = at('guarded.flac')
    copyFileSync(film.song, guarded)
    chmodSync(guarded, 0)
    const isRoot = process.getuid?.() === 0
    if (isRoot) chownSync(guarded, 65_534, 65_534)
    // To root every file is open, unless it is started without that privilege.
    const prefix = isRoot ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : []
    expectRefusal(await make({ song: guarded }, { prefix }), /^song\/unreadable$/, /guarded\.flac/)
  })

  test('that are cut off in the middle are used for what they hold, and that is said', async () => {
    const whole = readFileSync(film.song)
    writeFileSync(at('cut.flac'), whole.subarray(0, Math.floor(whole.length * 0.6)))
    const run = await make({ song: at('cut.flac'), out: at('cut.mp4') })
    expect(run.status, run.stderr).toBe(0)
    const result = JSON.parse(run.stdout) as MakeResult
    expect(result.frames).toBeGreaterThan(24)
    expect(result.frames).toBeLessThan(6 * 24)
    expect(result.warnings).toEqual([expect.stringContaining('cut.flac')])
  })

  test('with awkward names work', async () => {
    const names = [`-a 'b' "c" 100% d.flac`, '🎵 été: a\\b.flac', `${'long '.repeat(38)}name.flac`]
    for (const name of names) {
      const folder = at('awkward')
      mkdirSync(folder, { recursive: true })
      copyFileSync(film.song, join(folder, name))
      const out = join(folder, `${name.slice(0, 100)}.mp4`)
      const result = await runCliJson<MakeResult>(
        [
          'make',
          `--song=${name}`,
          '--treatment',
          film.treatment,
          `--out=${out}`,
          '--library',
          film.library,
          '--size',
          '160x90',
          '--preset',
          'draft',
        ],
        { cwd: folder },
      )
      expect(existsSync(result.output)).toBe(true)
    }
  })
})

describe('treatments', () => {
  test('that cannot be used are refused with a sentence each', async () => {
    writeFileSync(at('empty.txt'), '\n\n')
    writeFileSync(at('binary.txt'), Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 37) % 256)))
    writeFileSync(at('quotes.csv'), 'id,prompt\n1,"an open quote\n2,second\n')
    writeFileSync(at('many.txt'), Array.from({ length: 10_000 }, (_, index) => `prompt number ${index}`).join('\n'))
    expectRefusal(await make({ treatment: at('empty.txt') }), /^treatment\//, /empty\.txt/)
    expectRefusal(await make({ treatment: at('binary.txt') }), /^treatment\//, /binary\.txt/)
    expectRefusal(await make({ treatment: at('quotes.csv') }), /^treatment\//, /quotes\.csv.*line/s)
    expectRefusal(await make({ treatment: at('many.txt') }), /^plan\/too-many-shots$/, /at most \d+/)
    expectRefusal(await make({ treatment: at('none.md') }), /^(treatment|media)\//, /none\.md/)
  })

  test('with awkward prompts keep them to the letter', async () => {
    const prompts = [`it's "100%" : a\\b 'c' %{pts} [out];`, 'two\nlines, 漢字 and 🎈']
    writeFileSync(at('awkward.json'), JSON.stringify({ shots: prompts }))
    const run = await make({ treatment: at('awkward.json'), out: at('awkward.mp4') })
    expect(run.status, run.stderr).toBe(0)
    expect((JSON.parse(run.stdout) as MakeResult).shots.map(shot => shot.prompt)).toEqual(prompts)
  })
})

describe('places', () => {
  test('an output folder that is missing or a file is refused before anything is made', async () => {
    const library = at('untouched-library')
    expectRefusal(await make({ library, out: at('nowhere/film.mp4') }), /^render\//, /nowhere/)
    expectRefusal(await make({ library, out: join(film.song, 'film.mp4') }), /^render\//, /song\.flac/)
    expect(await libraryFacts(library)).toMatchObject({ requests: {}, takes: [], orphanFiles: [] })
  })

  test('a full disk stops the work with a sentence, and it goes on when there is room', async () => {
    const disk = fullDisk(at('small'), film.ffmpeg)
    const inputs = { library: join(disk.folder, 'library'), out: at('full.mp4') }
    try {
      expectRefusal(await make(inputs, disk), /disk-full/, /room|full|space/)
      disk.makeRoom()
      const run = await make(inputs, disk)
      expect(run.status, run.stderr).toBe(0)
    } finally {
      disk.remove()
    }
  })
})

describe('ffmpeg', () => {
  test('missing, hanging or killed midway is told; nothing is lost', async () => {
    film.write(PROMPTS.slice(3, 5))
    const missing = await make({ out: at('f.mp4') }, { environment: { FLYTHROUGH_FFMPEG: at('no-ffmpeg') } })
    expectRefusal(missing, /^ffmpeg\/missing$/, /no-ffmpeg/)

    const hanging = at('hanging-ffmpeg')
    writeFileSync(hanging, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 })
    expectRefusal(
      await make({ out: at('f.mp4') }, { environment: { FLYTHROUGH_FFMPEG: hanging } }),
      /^ffmpeg\/stalled$/,
      /hanging-ffmpeg/,
    )

    // A piece's encoder reads no faster than a player would: it is at work when it is found and killed.
    const slow = at('slow-ffmpeg')
    const real = `exec "${film.ffmpeg.path}"`
    const script = `case "$*" in *pipe:0*) ;; *libx264*) ${real} -re "$@";; esac; ${real} "$@"`
    writeFileSync(slow, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    const killed = make({ out: at('f.mp4') }, { environment: { FLYTHROUGH_FFMPEG: slow } })
    const encoder = (): number | undefined =>
      listProcesses().find(
        ({ commandLine }) => commandLine.includes(`${film.library}/`) && /^\S+ -re .*libx264/.test(commandLine),
      )?.pid
    await expect.poll(encoder, { interval: 20, timeout: 60_000 }).toBeGreaterThan(0)
    process.kill(encoder()!, 'SIGKILL')
    expectRefusal(await killed, /^(ffmpeg|render)\//, /ffmpeg/)

    const after = await make({ out: at('f.mp4') })
    expect(after.status, after.stderr).toBe(0)
  })

  test('a PATH without ffprobe is enough', async () => {
    const bin = at('bin')
    mkdirSync(bin)
    copyFileSync(film.ffmpeg.path, join(bin, 'ffmpeg'))
    const run = await make({ out: at('bare.mp4') }, { environment: { PATH: bin } })
    expect(run.status, run.stderr).toBe(0)
  })
})

test('asked wrongly, the status is 2', async () => {
  expect((await runCli(['make', '--song', film.song])).status).toBe(2)
  expect(
    (await runCli(['make', '--song', film.song, '--treatment', film.treatment, '--out', 'x.mp4', '--fps', '17']))
      .status,
  ).toBe(2)
  expect((await runCli(['nonsense'])).status).toBe(2)
  expect((await runCli(['make', '--help'])).status).toBe(0)
})
