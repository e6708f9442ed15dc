import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { assertNever } from '#model/assert-never.ts'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import { followChanges } from '#main/library/changes.ts'
import type { Library } from '#main/library/library.ts'
import type { Media } from '#main/library/media.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { leadPicturesOf } from '#main/takes/store.ts'
import { createLane, type Job } from './lane.ts'
import { createMadeFiles, type MadeKind } from './made-files.ts'
import { proxyArgs, songArgs, stillArgs, stillThumbArgs, stripArgs, thumbArgs } from './media-args.ts'

/** What there is of something wished for. */
export type Wished =
  | { readonly state: 'ready'; readonly path: string }
  /** It is being made, or waits for its turn. */
  | { readonly state: 'making' }
  /** It cannot be made now, for the reason in the sentence. */
  | { readonly state: 'failed'; readonly sentence: string }

/** What the screen shows in place of media: proxies, strips, thumbnails, songs as samples. Made when wished for, and thrown away at will. */
export type Proxies = {
  /** What is there of a medium; it is made from now on where it is not. */
  wish(kind: MadeKind, media: Media): Promise<Wished>
  /** The same for a picture of a video file that is no medium, known by an `id` that changes with the file. */
  wishPicture(id: string, path: string): Promise<Wished>
  /** Throws away what was made of a medium and cannot be shown; it is made anew when it is wished for. */
  drop(kind: MadeKind, media: Media): Promise<void>
  /** From now on everything the screen needs of new takes is made as they come, with the lowest priority. */
  start(): void
  /** Resolves when nothing is being made: when all is done, or after the closing. */
  idle(): Promise<void>
}

type ProxiesOptions = {
  readonly library: Library
  readonly ffmpeg: () => Promise<FfmpegProgram>
  /** Aborted when the studio closes. */
  readonly closing: AbortSignal
  readonly log: (line: string) => void
  /** What all made files may take of the disk. */
  readonly maxBytes?: number
}

const MOST_BYTES = 8 * 1024 ** 3
const PRUNE_AFTER_BYTES = 256 * 1024 ** 2
/** After a failure it is not tried again for so long: a disk may be full, a file may come back. */
const REST_MS = 60_000

/** What is made of a library's media for the screen. Several processes may make the same: each under a name of its own, and the last one stays. */
export function createProxies({ library, ffmpeg, closing, log, maxBytes = MOST_BYTES }: ProxiesOptions): Proxies {
  const files = createMadeFiles(library.cacheDir)
  const failures = new Map<string, { readonly sentence: string; readonly untilMs: number }>()
  let newBytes = Infinity

  const onFailure = ({ name }: Job, error: unknown): void => {
    const sentence = isStudioError(error) ? error.message : 'It could not be made.'
    failures.set(name, { sentence, untilMs: Date.now() + REST_MS })
    log(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
  // Small things are waited for by a person; a proxy takes seconds, and the original serves until it is there.
  const quick = createLane(2, closing, onFailure)
  const slow = createLane(1, closing, onFailure)
  const laneOf = (kind: MadeKind) => (kind === 'proxy' ? slow : quick)

  async function make(
    kind: MadeKind,
    id: string,
    argsTo: (output: string) => Promise<Making>,
    signal: AbortSignal,
  ): Promise<void> {
    if (await files.find(kind, id)) return
    const program = await ffmpeg()
    const part = join(library.workDir, `${kind}-${uuid()}.part`)
    try {
      const { args, frames } = await argsTo(part)
      const { progress } = await runFfmpeg(program, args, { signal, isBackground: true })
      if (frames !== undefined && progress.frame !== frames)
        throw new StudioError('proxy/short', `Only ${progress.frame} of ${frames} pictures could be read.`)
      newBytes += (await stat(part)).size
      await files.adopt(kind, id, part)
      await pruneSometimes()
    } finally {
      await rm(part, { force: true })
    }
  }

  async function pruneSometimes(): Promise<void> {
    if (newBytes < PRUNE_AFTER_BYTES) return
    newBytes = 0
    await files.prune(maxBytes)
  }

  function jobOf(kind: MadeKind, media: Media): Job {
    const argsTo = async (output: string): Promise<Making> => makingOf(kind, media, library, output, await ffmpeg())
    return { name: `${kind} ${media.id}`, run: signal => make(kind, media.id, argsTo, signal) }
  }

  async function wish(kind: MadeKind, id: string, job: Job): Promise<Wished> {
    const path = await files.find(kind, id)
    if (path) return { state: 'ready', path }
    if (library.db.isReadOnly) return { state: 'failed', sentence: 'The library can be read, but not written to.' }
    const failure = failures.get(job.name)
    if (failure && failure.untilMs > Date.now()) return { state: 'failed', sentence: failure.sentence }
    failures.delete(job.name)
    laneOf(kind).first(job)
    return { state: 'making' }
  }

  return {
    wish: (kind, media) => wish(kind, media.id, jobOf(kind, media)),
    wishPicture(id, path) {
      const argsTo = async (output: string): Promise<Making> => {
        return { args: thumbArgs(path, await probeVideo(path, await ffmpeg()), output) }
      }
      return wish('thumb', id, { name: `thumb ${id}`, run: signal => make('thumb', id, argsTo, signal) })
    },
    async drop(kind, media) {
      if (!library.db.isReadOnly) await files.drop(kind, media.id)
    },
    start() {
      let seen = lastRow(library)
      const look = (): void => {
        // It may be written to later.
        if (library.db.isReadOnly) return
        for (const { row, id } of newTakes(library, seen)) {
          seen = row
          const media = library.media.byId(id)
          if (!media) continue
          quick.last(jobOf('thumb', media))
          quick.last(jobOf('strip', media))
          slow.last(jobOf('proxy', media))
        }
      }
      const stop = followChanges(library.db)(() => {
        try {
          look()
        } catch (error) {
          // The disk may be gone for a moment: the next change is looked at again, with what came before it.
          log(`new takes: ${error instanceof Error ? error.message : String(error)}`)
        }
      })
      closing.addEventListener('abort', stop, { once: true })
    },
    idle: async () => {
      await Promise.all([quick.idle(), slow.idle()])
    },
  }
}

/** A run of ffmpeg, and the pictures it must write where that matters. */
type Making = { readonly args: readonly string[]; readonly frames?: number }

async function makingOf(
  kind: MadeKind,
  media: Media,
  { db, media: store }: Library,
  output: string,
  program: FfmpegProgram,
): Promise<Making> {
  const path = store.pathOf(media.id)
  switch (kind) {
    case 'proxy': {
      const probe = await probeVideo(path, program)
      return { args: proxyArgs(path, probe, output), frames: probe.facts.frameCount }
    }
    case 'strip':
      return { args: stripArgs(path, await probeVideo(path, program), output) }
    case 'thumb':
      if (media.kind !== 'take') return { args: stillThumbArgs(path, output) }
      return { args: thumbArgs(path, await probeVideo(path, program), output, leadPicturesOf(db, media.id)) }
    case 'still':
      return { args: stillArgs(path, output) }
    case 'song':
      return { args: songArgs(path, output) }
    default:
      return assertNever(kind)
  }
}

/** The number of the newest row: it grows with every medium. */
function lastRow(library: Library): number {
  return library.db.get<{ row: number | null }>('SELECT max(rowid) AS row FROM media')?.row ?? 0
}

function newTakes(library: Library, afterRow: number): { row: number; id: MediaId }[] {
  return library.db.all(`SELECT rowid AS row, id FROM media WHERE rowid > ? AND kind = 'take' ORDER BY rowid`, [
    afterRow,
  ])
}
