import type { MediaId } from '#model/ids.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { hashFile } from '#main/library/files.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { ProgressListener } from '#main/progress.ts'
import { analyseSong } from '#main/song/analyse-song.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { checkFile } from '#main/song/decode.ts'
import { loadAnalysis, type StoredAnalysis } from '#main/song/store.ts'

export type Ears = {
  /** Where earlier analyses are looked for; null when there is no library yet. */
  readonly db: ReadableDb | null
  readonly ffmpeg: () => Promise<FfmpegProgram>
}

export type ListenOptions = {
  readonly signal: AbortSignal
  readonly onProgress: ProgressListener
  /** Hears a song that is not known; here and now unless it is said otherwise. */
  readonly analyse?: (
    ffmpeg: FfmpegProgram,
    path: string,
    options: { readonly signal: AbortSignal; readonly onProgress: (secondsHeard: number) => void },
  ) => Promise<StoredAnalysis>
}

/** What is heard in a song; from the library when this version of the analyser has heard it before. Keeps nothing. */
export async function listenTo(
  { db, ffmpeg }: Ears,
  path: string,
  { signal, onProgress, analyse = analyseSong }: ListenOptions,
): Promise<{ songId: MediaId; heard: StoredAnalysis; isNew: boolean }> {
  // A device or a pipe would be read for ever, or be empty the second time.
  await checkFile(path)
  const { id } = await hashFile(path, signal)
  const known = db && loadAnalysis(db, id, ANALYSER_VERSION)
  if (known) return { songId: id, heard: known, isNew: false }
  const heard = await analyse(await ffmpeg(), path, {
    signal,
    onProgress: seconds =>
      onProgress({ stage: 'song', done: Math.round(seconds), total: 0, unit: 'seconds heard', secondsLeft: null }),
  })
  return { songId: id, heard, isNew: true }
}
