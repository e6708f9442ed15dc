import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import type { PlannedFilm } from '#main/make/plan-film.ts'
import type { ImportReport } from '#main/providers/folder/import-clips.ts'
import { openLibrary } from '#main/library/library.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { latestSequence, saveEdited } from '#main/sequence/store.ts'
import { runCli, runCliJson, startCli, type CliRun } from '../support/cli.ts'
import { filmMaterial, PROMPTS, type FilmMaterial } from '../support/film-material.ts'
import { libraryFacts } from '../support/made-library.ts'

let film: FilmMaterial
const at = (name: string): string => join(film.dir, name)

function makeArgs(out: string, ...more: string[]): string[] {
  const given = ['--song', film.song, '--treatment', film.treatment, '--out', out, '--library', film.library]
  return ['make', ...given, '--size', '160x90', '--preset', 'draft', ...more]
}

function make(out: string, ...more: string[]): Promise<MakeResult> {
  return runCliJson<MakeResult>(makeArgs(out, ...more))
}

/** A sentence without a stack of calls, and the code for programs. */
function expectRefusal(run: CliRun, status: number, code: string, mentions: string | RegExp): void {
  expect(run.status, run.stderr).toBe(status)
  expect(run.stderr).toMatch(mentions)
  expect(run.stderr).not.toMatch(/\n\s+at /)
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { code } })
}

function stage(result: MakeResult, name: string) {
  return result.stages.find(found => found.name === name)!
}

/** A clip that plays the same and is not the same file: the library has no copy of it. */
function copyAsOther(clip: string, to: string): void {
  writeFileSync(to, Buffer.concat([readFileSync(clip), Buffer.alloc(8)]))
}

let first: MakeResult

beforeAll(async () => {
  film = await filmMaterial({ seconds: 6, shots: 3 })
  first = await make(at('first.mp4'), '--project', 'first')
}, 120_000)

afterAll(() => film.remove())

describe('plan', () => {
  test('tells the places that make gives a new project, and makes no library', async () => {
    const library = at('nothing here')
    const args = ['plan', '--song', film.song, '--treatment', film.treatment, '--library', library]
    const { shots } = await runCliJson<PlannedFilm>(args)
    expect(shots.map(({ shot, prompt, startFrame, endFrame }) => [shot, prompt, startFrame, endFrame])).toEqual(
      first.shots.map(({ shot, prompt, startFrame, endFrame }) => [shot, prompt, startFrame, endFrame]),
    )
    expect(shots.every(shot => shot.askSeconds * 24 >= shot.endFrame - shot.startFrame)).toBe(true)
    expect(existsSync(library)).toBe(false)
  })

  test('keeps to rate, seed and a number of shots', async () => {
    const args = ['plan', '--song', film.song, '--treatment', film.treatment, '--library', film.library]
    const { shots } = await runCliJson<PlannedFilm>([...args, '--fps', '30', '--seed', '7', '--shots', '2'])
    expect(shots.map(shot => shot.prompt)).toEqual(PROMPTS.slice(0, 2))
    expect(shots.at(-1)!.endFrame).toBe(180)
    expectRefusal(await runCli([...args, '--shots', '9', '--json']), 2, 'treatment/fewer-shots', /9/)
  })
})

describe('projects', () => {
  test('lists what there is', async () => {
    const { projects } = await runCliJson<{
      projects: { title: string; shotCount: number; durationSeconds: number }[]
    }>(['projects', '--library', film.library])
    expect(projects.find(project => project.title === 'first')).toMatchObject({ shotCount: 3, durationSeconds: 6 })
  })

  test.each(['projects', 'render', 'import-takes'])('%s makes no library where there is none', async command => {
    const library = at('mistyped')
    const rest = { projects: [], render: ['first', '--out', at('x.mp4')], 'import-takes': ['first', film.dir] }[
      command
    ]!
    const run = await runCli([command, ...rest, '--library', library, '--json'])
    expectRefusal(run, 1, 'library/missing', /mistyped/)
    expect(existsSync(library)).toBe(false)
  })

  test("a person's own library needs no making before it is looked at", async () => {
    const home = at('home')
    const environment = { XDG_DATA_HOME: home, HOME: home, LOCALAPPDATA: home }
    expect(await runCliJson(['projects'], { environment })).toEqual({ projects: [] })
  })

  test('one title in either spelling of its letters is one project', async () => {
    const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301']
    const made = await make(at('cafe.mp4'), '--project', decomposed)
    expect(made.project).toBe(composed)
    const again = await make(at('cafe.mp4'), '--project', composed)
    expect(stage(again, 'takes')).toMatchObject({ made: 0, reused: 3 })
    const run = await runCli(['render', decomposed, '--out', at('cafe 2.mp4'), '--library', film.library])
    expect(run.status, run.stderr).toBe(0)
  })
})

describe('import-takes', () => {
  test('takes in the clips of a folder, and a linked one stays where it is', async () => {
    const folder = at('import')
    mkdirSync(folder)
    copyAsOther(first.shots[1]!.takeFile!, join(folder, 'shot 2.mp4'))
    writeFileSync(join(folder, 'shot 3.mp4'), 'no video')
    const args = ['import-takes', 'first', folder, '--library', film.library]
    const report = await runCliJson<ImportReport>([...args, '--link'])
    expect(report.imported).toMatchObject([{ file: 'shot 2.mp4', shot: 2 }])
    expect(report.damagedFiles.map(({ file }) => file)).toEqual(['shot 3.mp4'])
    const again = await runCliJson<ImportReport>(args)
    expect([again.imported, again.alreadyThere.length]).toEqual([[], 1])
    expectRefusal(
      await runCli(['import-takes', 'unknown', folder, '--library', film.library, '--json']),
      2,
      'project/unknown',
      /"first"/,
    )
  })
})

describe('render', () => {
  test('renders a span, and decodes the whole file where wanted', async () => {
    const out = at('span.mp4')
    const args = ['render', 'first', '--out', out, '--library', film.library, '--preset', 'draft']
    const result = await runCliJson<MakeResult>([...args, '--from', '1', '--to', '0:03', '--verify', 'full'])
    expect(result).toMatchObject({ output: out, project: 'first', frames: 48, durationSeconds: 2, fps: [24, 1] })
  })

  test('tells of the cut it renders, not of what its project has become since', async () => {
    const title = 'told'
    film.write(PROMPTS.slice(0, 3))
    const made = await make(at('told.mp4'), '--project', title)
    const library = openLibrary(film.library, { log: () => undefined })
    const stored = latestSequence(library.db, library.projects.byTitle(title)!.id)!
    saveEdited(library.db, { ...stored.sequence, fadeOutFrames: 0 }, stored.revision)
    library.close()
    const otherSong = at('other.wav')
    await runFfmpeg(film.ffmpeg, ['-v', 'error', '-y', '-i', `file:${film.song}`, '-t', '5', `file:${otherSong}`])
    film.write([PROMPTS[0]!, PROMPTS[2]!])
    const args = makeArgs(at('told.mp4'), '--project', title, '--json')
    const refused = await runCli(args.map(arg => (arg === film.song ? otherSong : arg)))
    expectRefusal(refused, 1, 'sequence/edited-by-hand', /edited by hand/)
    film.write(PROMPTS.slice(0, 3))

    const render = ['render', title, '--out', at('told 2.mp4'), '--library', film.library, '--preset', 'draft']
    const rendered = await runCliJson<MakeResult>(render)
    expect(rendered.shots.map(({ prompt, takeFile }) => [prompt, takeFile])).toEqual(
      made.shots.map(({ prompt, takeFile }) => [prompt, takeFile]),
    )
    expect([rendered.frames, rendered.tempoBpm]).toEqual([made.frames, made.tempoBpm])
  })
})

describe('options of make', () => {
  test('--shots, --takes and --model: only the first prompts, each taken twice', async () => {
    const out = at('takes.mp4')
    const made = await make(out, '--project', 'takes', '--shots', '2', '--takes', '2', '--model', 'animatic')
    expect(made.shots.map(shot => shot.prompt)).toEqual(PROMPTS.slice(0, 2))
    expect(stage(made, 'takes')).toMatchObject({ made: 4, reused: 0 })
    const library = openLibrary(film.library, { log: () => undefined })
    const takes = library.projects.list().find(card => card.title === 'takes')!.takeCount
    library.close()
    expect(takes).toBe(4)
  })

  test('--seed: another number makes other takes, the project keeps it', async () => {
    const out = at('seed.mp4')
    const made = await make(out, '--project', 'seed', '--seed', '7', '--shots', '1')
    const files = made.shots.map(shot => readFileSync(shot.takeFile!))
    expect(files.some((bytes, index) => bytes.equals(readFileSync(first.shots[index]!.takeFile!)))).toBe(false)
    expect(stage(await make(out, '--project', 'seed', '--shots', '1'), 'takes').made).toBe(0)
  })

  test('--fps, --verify full: another rate, every frame of it', async () => {
    const made = await make(
      at('rate.mp4'),
      '--project',
      'rate',
      '--fps',
      '30000/1001',
      '--verify',
      'full',
      '--shots',
      '1',
    )
    expect([made.frames, ...made.fps]).toEqual([180, 30_000, 1001])
  })

  test('--link: song and clips stay where they are, and are missed once they have gone', async () => {
    const library = at('linked library')
    const clips = at('linked')
    mkdirSync(clips)
    for (const shot of first.shots) copyFileSync(shot.takeFile!, join(clips, `${shot.shot}.mp4`))
    const args = makeArgs(at('linked.mp4'), '--link', '--provider', `folder:${clips}`, '--json').map(arg =>
      arg === film.library ? library : arg,
    )
    const made = JSON.parse((await runCli(args)).stdout) as MakeResult
    expect(made.shots.map(shot => dirname(shot.takeFile!))).toEqual([clips, clips, clips])
    renameSync(join(clips, '2.mp4'), at('away.mp4'))
    const title = made.project
    const run = await runCli(['render', title, '--out', at('missed.mp4'), '--library', library, '--json'])
    expectRefusal(run, 1, 'media/missing', /2\.mp4/)
  })

  test.each([
    [['--model', 'veo'], 'catalogue/unknown-model', /"veo".*Known models/],
    [['--model', 'folder'], 'catalogue/not-served', /"folder".*shot 1/],
    [['--model', 'animatic', '--provider', 'folder:.'], 'make/two-sources', /--model animatic/],
    [['--from', '30', '--to', '10'], 'render/empty-span', /6\.000 s/],
    [['--from', '400'], 'render/empty-span', /6\.000 s/],
  ])('%j is refused before a take is made', async (more, code, mentions) => {
    const before = await libraryFacts(film.library)
    expectRefusal(await runCli(makeArgs(at('no.mp4'), '--project', 'no', ...more, '--json')), 2, code, mentions)
    expect(await libraryFacts(film.library)).toEqual(before)
    expect(existsSync(at('no.mp4'))).toBe(false)
  })

  test('a model that one shot names is refused by the number of that shot', async () => {
    const treatment = at('models.csv')
    writeFileSync(treatment, 'prompt,model\nA tunnel,\nA field,folder\n')
    const args = makeArgs(at('no.mp4'), '--project', 'no', '--json').map(arg =>
      arg === film.treatment ? treatment : arg,
    )
    expectRefusal(await runCli(args), 2, 'catalogue/not-served', /"folder".*shot 2/)
  })
})

describe('the place of the film', () => {
  async function expectKept(path: string, args: string[]): Promise<void> {
    const before = readFileSync(path)
    expectRefusal(await runCli([...args, '--json']), 2, 'render/is-input', /another name or folder/)
    expect(readFileSync(path).equals(before)).toBe(true)
  }

  test('is never the song, by whatever name, nor the treatment', async () => {
    const alias = at('alias.mp4')
    linkSync(film.song, alias)
    await expectKept(film.song, makeArgs(alias))
    const list = at('list.mp4')
    copyFileSync(film.treatment, list)
    await expectKept(
      list,
      makeArgs(list).map(arg => (arg === film.treatment ? list : arg)),
    )
  })

  test('is never a clip of the folder, a linked clip, or a place in the library', async () => {
    const clips = at('guarded')
    mkdirSync(clips)
    const clip = join(clips, '03.mp4')
    copyAsOther(first.shots[2]!.takeFile!, clip)
    const fromFolder = ['--project', 'guarded', '--link', '--provider', `folder:${clips}`]
    await expectKept(clip, makeArgs(clip, ...fromFolder))
    await make(at('guarded.mp4'), ...fromFolder)
    await expectKept(clip, ['render', 'guarded', '--out', clip, '--library', film.library])
    const take = first.shots[0]!.takeFile!
    await expectKept(take, ['render', 'guarded', '--out', take, '--library', film.library])
  })

  test('may lie among the clips: the film is none of them, and may be made anew', async () => {
    const clips = at('beside')
    mkdirSync(clips)
    copyFileSync(first.shots[0]!.takeFile!, join(clips, 'shot 1.mp4'))
    const out = join(clips, 'film 2.mp4')
    const args = ['--project', 'beside', '--provider', `folder:${clips}`]
    await make(out, ...args)
    const again = await make(out, ...args)
    expect(again.shots.filter(shot => shot.takeFile !== null).map(shot => shot.shot)).toEqual([1])
    expect(again.warnings.filter(warning => warning.includes('film 2'))).toEqual([])
  })

  test('has an .mp4 in its name', async () => {
    const run = await runCli(makeArgs(at('slip.flac')))
    expect([run.status, run.stdout]).toEqual([2, ''])
    expect(run.stderr).toContain('.mp4')
  })

  test('ends as the preset writes it', async () => {
    const run = await runCli([...makeArgs(at('slip.mov')), '--library', film.library])
    expect([run.status, run.stdout]).toEqual([2, ''])
    expect(run.stderr).toContain('The preset draft makes .mp4 files')
  })
})

test('serve answers with a link that opens the studio, and Ctrl-C is how it ends', async () => {
  const { child, done } = startCli(['serve', '--json', '--library', film.library])
  const line = await new Promise<string>(resolve => child.stdout!.once('data', resolve))
  const { url } = JSON.parse(line) as { url: string }
  const entered = await fetch(url, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const page = await fetch(new URL('/', url), { headers: { cookie } })
  expect([entered.status, page.status]).toEqual([303, 200])
  expect(await page.text()).toContain('<title>')
  child.kill('SIGINT')
  expect((await done).status).toBe(0)
})

test('doctor finds nothing bad here, and says what is', async () => {
  const { findings } = await runCliJson<{ findings: { name: string; state: string; found: string }[] }>([
    'doctor',
    '--library',
    film.library,
  ])
  expect(findings.find(finding => finding.name === 'ffmpeg')!.found).toContain(film.ffmpeg.path)
  const broken = await runCli(['doctor', '--library', film.library], { environment: { FLYTHROUGH_FFMPEG: at('none') } })
  expect(broken.status).toBe(1)
  expect(broken.stdout).toMatch(/^bad +ffmpeg/m)
})

describe('stopped', () => {
  test('by SIGINT while takes are made: 130, and the same command goes on', async () => {
    const library = at('stopped')
    const args = makeArgs(at('stopped.mp4'), '--json').map(arg => (arg === film.library ? library : arg))
    const { child, done } = startCli(args)
    let isSent = false
    child.stderr!.on('data', (text: string) => {
      if (!isSent && /^takes: [1-9]/m.test(text)) isSent = child.kill('SIGINT')
    })
    expectRefusal(await done, 130, 'stopped', /The same command goes on from here/)
    const { requests, workFiles } = await libraryFacts(library)
    expect(requests['ready']).toBeGreaterThan(0)
    expect(workFiles).toEqual([])

    const made = JSON.parse((await runCli(args)).stdout) as MakeResult
    expect(stage(made, 'takes').made).toBe(3 - requests['ready']!)
    expect((await libraryFacts(library)).requests).toEqual({ ready: 3 })
    expect(statSync(made.output).size).toBeGreaterThan(0)
  })

  test('a reader of progress that goes away stops nothing', async () => {
    const { child, done } = startCli(makeArgs(at('unread.mp4'), '--project', 'unread', '--json'))
    child.stderr!.once('data', () => child.stderr!.destroy())
    const run = await done
    expect(run.status).toBe(0)
    expect((JSON.parse(run.stdout) as MakeResult).shots).toHaveLength(3)
  })
})

test('npm run flythrough takes paths from where its user stands', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const args = [
    '--prefix',
    root,
    'run',
    '-s',
    'flythrough',
    '--',
    'analyze',
    'song.flac',
    '--json',
    '--library',
    'none',
  ]
  const { stdout } = await promisify(execFile)('npm', args, { cwd: film.dir, shell: process.platform === 'win32' })
  expect(JSON.parse(stdout)).toMatchObject({ durationSeconds: 6 })
})
