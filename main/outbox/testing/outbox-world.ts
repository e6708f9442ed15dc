import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary, type Library } from '#main/library/library.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Request, RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { ask } from '../store.ts'

export const { ffmpeg: FFMPEG } = await findFfmpeg()
export const RATE = { numerator: 24, denominator: 1 }

export type OutboxWorld = {
  readonly dir: string
  readonly library: Library
  readonly projectId: ProjectId
  readonly shotId: ShotId
  readonly serverDir: string
  readonly sampleClip: string
  readonly askFor: (prompt: string, changed?: Partial<RequestSpec>) => Request
  readonly end: () => void
}

/** A library with one project of one shot, and a clip of one second for the fake service to deliver. */
export async function makeWorld(): Promise<OutboxWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'outbox-'))
  const sampleClip = join(dir, 'sample.mp4')
  await makeClip(sampleClip, 1)
  const library = openLibrary(join(dir, 'library'), { log: () => {} })
  const project = library.projects.create({ title: 'Test', songId: null, seed: 1, rate: RATE, width: 64, height: 36 })
  const shotId = 'shot-1' as ShotId
  library.db.run(
    `INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, 1, 0, 'bubble', 0)`,
    [shotId, project.id],
  )
  let number = 0
  return {
    dir,
    library,
    projectId: project.id,
    shotId,
    serverDir: join(dir, 'server'),
    sampleClip,
    askFor: (prompt, changed = {}) =>
      ask(library.db, {
        projectId: project.id,
        shotId,
        number: ++number,
        estimateMicroUsd: 0,
        spec: { ...spec(prompt), ...changed },
      }),
    end() {
      library.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export async function makeClip(
  path: string,
  seconds: number,
  tags: Readonly<Record<string, string>> = {},
): Promise<void> {
  const metadata = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`])
  const source = ['-f', 'lavfi', '-i', `testsrc2=s=64x36:r=24:d=${seconds}`]
  const output = ['-pix_fmt', 'yuv420p', ...metadata, '-movflags', '+faststart', '-y', fileArg(path)]
  await runFfmpeg(FFMPEG, ['-v', 'error', ...source, ...output])
}

function spec(prompt: string): RequestSpec {
  return {
    provider: 'fake',
    model: 'fake',
    modelVersion: 1,
    prompt,
    style: '',
    negative: '',
    cameraMove: '',
    seed: 1,
    width: 64,
    height: 36,
    rate: RATE,
    askTicks: ticksFromSeconds(1),
    firstFrame: null,
    lastFrame: null,
  }
}
