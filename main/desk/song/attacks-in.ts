import type { Library } from '#main/library/library.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { attacksOf } from '#main/song/attacks.ts'
import { loadAnalysis } from '#main/song/store.ts'
import type { MediaId } from '#model/ids.ts'
import type { Attack } from '#model/song-repair/attack.ts'
import { unpackPeaks } from '#model/wave-peaks.ts'

/** Where a song's waveform rises: what taps mean, and why beats are doubted. */
export type AttacksIn = (songId: MediaId) => readonly Attack[]

/** Finds attacks, and keeps those of the song that was asked about last: they never change, and every look at the song needs them. */
export function createAttacksIn({ db }: Pick<Library, 'db'>): AttacksIn {
  let last: { readonly songId: MediaId; readonly attacks: readonly Attack[] } | null = null
  return songId => {
    if (last?.songId === songId) return last.attacks
    const stored = loadAnalysis(db, songId, ANALYSER_VERSION)
    if (!stored) return []
    last = { songId, attacks: attacksOf(unpackPeaks(stored.peaks)) }
    return last.attacks
  }
}
