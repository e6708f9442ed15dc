import { isStudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import { joinKey, type Join, type JoinSide } from '#model/seam/joins.ts'
import { toldSeam, type ToldSeam } from '#model/seam/seam-told.ts'
import type { Library } from '#main/library/library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import type { SeamClip } from './seam-clip.ts'
import { saveSeam, storedSeams, type StoredSeam } from './seam-store.ts'
import { startSeamThread, type SeamThread } from './seam-thread.ts'

/** What there is of a join wished for. */
export type KnownSeam =
  | { readonly state: 'measured'; readonly seam: ToldSeam }
  /** It is being measured, or waits for its turn. */
  | { readonly state: 'coming' }
  | { readonly state: 'failed'; readonly sentence: string }

/** Measures joins behind everything else, one at a time, and keeps what it found under all that it depends on. */
export type Seams = {
  /**
   * What is known of these joins, by their keys. What is not is measured from now on; what was wished for under the same name
   * before, and is not among these, is not any more.
   */
  wish(name: string, joins: readonly Join[]): ReadonlyMap<string, KnownSeam>
  /** Resolves when nothing is being measured: when all is done, or after the closing. */
  idle(): Promise<void>
}

type SeamsOptions = {
  readonly library: Library
  readonly ffmpeg: () => Promise<FfmpegProgram>
  /** Aborted when the studio closes. */
  readonly closing: AbortSignal
  readonly log: (line: string) => void
}

/** What nobody has asked for again since so many others were asked for is not looked at any more. */
const MOST_WISHES = 8
/** After a failure it is not tried again for so long: a file may come back. */
const REST_MS = 60_000
const KNOWN_PROBES = 64

export function createSeams({ library, ffmpeg, closing, log }: SeamsOptions): Seams {
  const { db } = library
  /** What is still to be measured, by the names of the wishes; the newest wish last. */
  const wishes = new Map<string, Map<string, Join>>()
  const probes = new Map<MediaId, VideoProbe>()
  let working: Promise<void> | null = null

  function next(): [string, Join] | undefined {
    if (closing.aborted) return undefined
    for (const joins of [...wishes.values()].toReversed()) for (const entry of joins) return entry
    return undefined
  }

  async function work(): Promise<void> {
    let thread = startSeamThread()
    try {
      for (let entry = next(); entry; entry = next()) {
        const [key, join] = entry
        if (thread.hasEnded()) thread = startSeamThread()
        // Another process may have measured it meanwhile.
        if (!isFresh(storedSeams(db, [key]).get(key))) await measure(thread, key, join)
        for (const joins of wishes.values()) joins.delete(key)
      }
    } finally {
      await thread.close()
    }
  }

  async function measure(thread: SeamThread, key: string, join: Join): Promise<void> {
    try {
      const program = await ffmpeg()
      const outgoing = await clipOf(join.outgoing, program)
      const incoming = await clipOf(join.incoming, program)
      const task = { ffmpegPath: program.path, outgoing, incoming, film: join.film }
      saveSeam(db, key, await thread.measure(task, closing))
    } catch (error) {
      if (closing.aborted) return
      log(`a join could not be measured: ${error instanceof Error ? error.message : String(error)}`)
      saveSeam(db, key, isStudioError(error) ? error.message : 'This join could not be measured.')
    }
  }

  async function clipOf({ mediaId, ...shown }: JoinSide, program: FfmpegProgram): Promise<SeamClip> {
    const path = library.media.pathOf(mediaId)
    const probe = probes.get(mediaId) ?? (await probeVideo(path, program))
    probes.delete(mediaId)
    probes.set(mediaId, probe)
    if (probes.size > KNOWN_PROBES) probes.delete(probes.keys().next().value!)
    return { path, probe, ...shown }
  }

  function begin(): void {
    working ??= work()
      .catch((error: unknown) => {
        // The disk may be gone for a moment: what is wished for again is begun again.
        wishes.clear()
        if (!closing.aborted) log(`measuring joins: ${error instanceof Error ? error.message : String(error)}`)
      })
      .finally(() => {
        working = null
        // What was wished for while the thread ended.
        if (next()) begin()
      })
  }

  return {
    wish(name, joins) {
      const byKey = new Map(joins.map(join => [joinKey(join), join]))
      const stored = storedSeams(db, [...byKey.keys()])
      const missing = new Map([...byKey].filter(([key]) => !isFresh(stored.get(key))))
      wishes.delete(name)
      if (missing.size > 0 && !db.isReadOnly) {
        wishes.set(name, missing)
        if (wishes.size > MOST_WISHES) wishes.delete(wishes.keys().next().value!)
        begin()
      }
      return new Map([...byKey.keys()].map(key => [key, knownFrom(stored.get(key), db.isReadOnly)]))
    },
    idle: async () => {
      while (working) await working
    },
  }
}

function isFresh(stored: StoredSeam | undefined): boolean {
  return stored !== undefined && (stored.match !== null || Date.now() - stored.atMs < REST_MS)
}

function knownFrom(stored: StoredSeam | undefined, isReadOnly: boolean): KnownSeam {
  if (stored?.match) return { state: 'measured', seam: toldSeam(stored.match) }
  if (stored && isFresh(stored)) return { state: 'failed', sentence: stored.failure ?? '' }
  if (isReadOnly) return { state: 'failed', sentence: READ_ONLY }
  return { state: 'coming' }
}

const READ_ONLY = 'The library can be read, but not written to.'
