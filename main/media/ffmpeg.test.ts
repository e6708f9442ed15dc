import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isStudioError } from '#model/errors.ts'
import { fileArg } from './ffmpeg-args.ts'
import { runFfmpeg, type FfmpegRunOptions } from './ffmpeg.ts'
import { findFfmpeg } from './find-ffmpeg.ts'

const TEST_PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=24']
const FOREVER = ['-re', ...TEST_PICTURE, '-f', 'null', '-']

let folder = ''
let ffmpeg = { path: '' }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffmpeg-test-'))
  ffmpeg = (await findFfmpeg()).ffmpeg
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A stand-in program for what a healthy ffmpeg cannot be made to do. */
async function script(name: string, body: string): Promise<{ path: string }> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return { path }
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('must fail'),
    (error: unknown) => error,
  )
}

describe('runFfmpeg', () => {
  test('runs to the end and tells the progress', async () => {
    const frames: number[] = []
    const out = join(folder, 'out.mp4')
    const result = await runFfmpeg(ffmpeg, [...TEST_PICTURE, '-frames:v', '48', '-y', fileArg(out)], {
      onProgress: ({ frame }) => frames.push(frame),
    })
    expect(result.progress.frame).toBe(48)
    expect(frames.at(-1)).toBe(48)
    expect(existsSync(out)).toBe(true)
  })

  test('hands over stdout at the pace of its reader', async () => {
    let bytes = 0
    let isBusy = false
    await runFfmpeg(ffmpeg, [...TEST_PICTURE, '-frames:v', '40', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'], {
      async onStdout(chunk) {
        expect(isBusy).toBe(false)
        isBusy = true
        await new Promise(resolve => setImmediate(resolve))
        bytes += chunk.length
        isBusy = false
      },
    })
    expect(bytes).toBe(40 * 160 * 90)
  })

  test('a slow reader still gets what is left when ffmpeg has ended', async () => {
    const ending = join(folder, 'ending')
    const three = await script('three', `printf one; printf two; printf three; : > "${ending}"`)
    let text = ''
    const onStdout = async (chunk: Buffer): Promise<void> => {
      await expect.poll(() => existsSync(ending)).toBe(true)
      text += chunk.toString()
    }
    await runFfmpeg(three, [], { onStdout })
    expect(text).toBe('onetwothree')
  })

  test('reads stdin, and may stop reading before its end', async () => {
    let frames = 0
    const input: FfmpegRunOptions['input'] = async stdin => {
      const frame = Buffer.alloc(64 * 64)
      for (let i = 0; i < 10_000; i += 1) if (!stdin.write(frame)) await once(stdin, 'drain')
    }
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', '64x64', '-i', 'pipe:0']
    const result = await runFfmpeg(ffmpeg, [...raw, '-frames:v', '30', '-f', 'null', '-'], {
      input,
      onProgress: ({ frame }) => (frames = frame),
    })
    expect(result.progress.frame).toBe(30)
    expect(frames).toBe(30)
  })

  test('a failing reader or writer ends ffmpeg with its own error', async () => {
    const boom = new Error('boom')
    const onStdout = (): void => {
      throw boom
    }
    const raw = [...TEST_PICTURE, '-f', 'rawvideo', 'pipe:1']
    expect(await failure(runFfmpeg(ffmpeg, raw, { onStdout }))).toBe(boom)
    const input = (): Promise<void> => Promise.reject(boom)
    const read = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', '64x64', '-i', 'pipe:0', '-f', 'null', '-']
    expect(await failure(runFfmpeg(ffmpeg, read, { input }))).toBe(boom)
  })

  test('a failure names the exit code, the last words and the arguments', async () => {
    const error = await failure(runFfmpeg(ffmpeg, ['-i', fileArg(join(folder, 'none.mp4')), '-f', 'null', '-']))
    expect(isStudioError(error, 'ffmpeg/failed') && error.message).toContain('No such file or directory')
    expect(isStudioError(error) && error.details).toMatchObject({ exitCode: expect.any(Number) })
    expect(isStudioError(error) && error.details['args']).toContain('-nostdin')
  })

  test('abort ends the child and rejects with the reason', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped by hand')
    const onProgress = (): void => controller.abort(reason)
    expect(await failure(runFfmpeg(ffmpeg, FOREVER, { signal: controller.signal, onProgress }))).toBe(reason)
    expect(await failure(runFfmpeg(ffmpeg, FOREVER, { signal: controller.signal }))).toBe(reason)
  })

  test('a child that ignores SIGTERM is killed', async () => {
    const deaf = await script('deaf', "trap '' TERM\necho ready >&2\nwhile :; do sleep 0.05; done")
    const error = await failure(runFfmpeg(deaf, [], { stallTimeoutMs: 200 }))
    expect(isStudioError(error, 'ffmpeg/stalled')).toBe(true)
  })

  test('a wrapper whose child keeps the pipes open does not hold the promise', async () => {
    const wrapper = await script('wrapper', 'sleep 20 &\nexit 3')
    const error = await failure(runFfmpeg(wrapper, []))
    expect(isStudioError(error, 'ffmpeg/failed') && error.details['exitCode']).toBe(3)
  })

  test('one that repeats the same report is stalled, one that advances is not', async () => {
    const hung = await script('hung', 'while :; do echo frame=7; echo progress=continue; sleep 0.05; done')
    const error = await failure(runFfmpeg(hung, [], { stallTimeoutMs: 300 }))
    expect(isStudioError(error, 'ffmpeg/stalled') && error.message).toContain('0.3 seconds')
    const slow = await script(
      'slow',
      'for i in 1 2 3 4 5 6 7 8 9; do echo frame=$i; echo progress=continue; sleep 0.1; done',
    )
    expect((await runFfmpeg(slow, [], { stallTimeoutMs: 1200 })).progress.frame).toBe(9)
  })

  test('missing, full disk and killed from outside are told apart', async () => {
    expect(isStudioError(await failure(runFfmpeg({ path: join(folder, 'none') }, [])), 'ffmpeg/missing')).toBe(true)
    const full = await script('full', 'echo "av_interleaved_write_frame(): No space left on device" >&2; exit 228')
    expect(isStudioError(await failure(runFfmpeg(full, [])), 'ffmpeg/disk-full')).toBe(true)
    const killed = await script('killed', 'kill -9 $$')
    const error = await failure(runFfmpeg(killed, []))
    expect(isStudioError(error, 'ffmpeg/failed') && error.message).toContain('from outside (SIGKILL)')
    const crashed = await script('crashed', 'kill -SEGV $$')
    expect(String(await failure(runFfmpeg(crashed, [])))).toContain('crashed (SIGSEGV)')
    const ended = await script('ended', 'exit 255')
    expect(String(await failure(runFfmpeg(ended, [])))).toContain('from outside')
  })

  test('a file whose end could not be written is a failure, whatever the exit code', async () => {
    const limited = await script('limited', `trap '' XFSZ; ulimit -f 2; exec '${ffmpeg.path}' "$@"`)
    const out = ['-f', 'lavfi', '-i', 'sine', '-t', '1', '-y', fileArg(join(folder, 'limited.m4a'))]
    const error = await failure(runFfmpeg(limited, out))
    expect(isStudioError(error, 'ffmpeg/failed') && error.message).toContain('File too large')
    const say = (line: string): Promise<{ path: string }> => script('old', `echo '${line}' >&2`)
    for (const line of [
      'Error writing trailer of file:/x.mp4: No space left on device',
      '[out#0/mp4 @ 0x55d0] Error closing file: No space left on device',
    ]) {
      expect(isStudioError(await failure(runFfmpeg(await say(line), [])), 'ffmpeg/disk-full')).toBe(true)
    }
  })

  test('a full disk is told although an encoder sums up after it', async () => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:duration=0.2']
    const args = [...picture, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-y', '-f', 'matroska', fileArg('/dev/full')]
    expect(isStudioError(await failure(runFfmpeg(ffmpeg, args)), 'ffmpeg/disk-full')).toBe(true)
  })

  test('where no more files may be opened, that is told', async () => {
    const program = `import { openSync } from 'node:fs'
      import { runFfmpeg } from ${JSON.stringify(new URL('ffmpeg.ts', import.meta.url).href)}
      try { for (;;) openSync('/dev/null') } catch {}
      runFfmpeg({ path: '/bin/true' }, []).catch(error => process.stdout.write(error.code + ' ' + error.message))`
    const args = ['-c', 'ulimit -n 64; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', program]
    const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let told = ''
    for await (const chunk of child.stdout) told += String(chunk)
    expect(told).toMatch(/^ffmpeg\/failed .*too many files are open/)
  })

  test('stderr is kept in a bounded ring', async () => {
    const chatty = await script(
      'chatty',
      'i=0; while [ $i -lt 3000 ]; do echo "line $i of a long story"; i=$((i+1)); done >&2',
    )
    const { stderrTail } = await runFfmpeg(chatty, [])
    expect(stderrTail.length).toBeLessThanOrEqual(16_384)
    expect(stderrTail.trimEnd().endsWith('line 2999 of a long story')).toBe(true)
  })

  test('no child outlives the process that exits', async () => {
    const pidFile = join(folder, 'pid')
    const patient = await script(
      'patient',
      `echo $$ > '${pidFile}'; echo frame=1; echo progress=continue; exec sleep 30`,
    )
    const program = `import { runFfmpeg } from ${JSON.stringify(new URL('ffmpeg.ts', import.meta.url).href)}
      runFfmpeg(${JSON.stringify(patient)}, [], { onProgress: () => process.exit(0) }).catch(() => undefined)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
    await once(parent, 'exit')
    const pid = Number(readFileSync(pidFile, 'utf8'))
    // The system may take a moment to carry out the kill.
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false)
  })
})

/** True while a process runs; one that is dead but not yet reaped does not count. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return !/^\d+ \(.*\) Z/.test(readStat(pid))
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
