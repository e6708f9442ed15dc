import { isWhole } from '#main/library/media-store.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { hasCover } from '#main/song/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { SongScreen } from '#model/contract/song-contract.ts'
import type { Project } from '#model/project.ts'
import { cutFrames } from '#model/song-map/retime-sequence.ts'
import { movesToBeats } from '#model/song-map/frame-moves.ts'
import { doubtsOf } from '#model/song-repair/doubts.ts'
import { sectionNames } from '#model/song-repair/section-names.ts'
import { framesFromTicks } from '#model/time.ts'
import { filmOfSong } from '#main/make/defaults.ts'
import type { DeskContext } from '../desk-context.ts'
import type { AttacksIn } from './attacks-in.ts'
import { effectiveSong, type EffectiveSong } from './effective-song.ts'

/** All that the Song workspace shows; null without a song that was heard. */
export function songScreen(context: DeskContext, project: Project, attacksIn: AttacksIn): SongScreen | null {
  const song = effectiveSong(context, project.id)
  if (!song) return null
  const { analysis, repairs } = song
  const media = context.library.media.byId(song.songId)
  const names = sectionNames(analysis.sections)
  return {
    mediaId: song.songId,
    file: {
      name: media?.fileName ?? '',
      sizeBytes: media?.sizeBytes ?? 0,
      isMissing: !media || !isWhole(media),
    },
    tags: song.tags,
    hasCover: hasCover(context.library.db, song.songId),
    sampleRate: analysis.sampleRate,
    durationTicks: song.durationTicks,
    grid: analysis.grid,
    tempoBpm: analysis.tempoBpm,
    meter: analysis.meter,
    beats: [...analysis.beats],
    downbeats: [...analysis.downbeats],
    energy: { stepTicks: analysis.energy.stepTicks, values: [...analysis.energy.values] },
    sections: analysis.sections.map(({ startTicks, endTicks, label, name, confidence }, index) => ({
      startTicks,
      endTicks,
      label,
      name: names[index]!,
      isNamedByHand: name !== undefined,
      confidence,
    })),
    confidence: analysis.confidence,
    doubts: doubtsOf(song.heard, repairs, attacksIn(song.songId)),
    settled: [...repairs.settled],
    repaired: { grid: repairs.grid !== null, sections: repairs.sections !== null },
    offBeat: offBeat(context, project, song),
    warnings: [...song.warnings],
  }
}

/** Only who repaired beats has moved any from under something; a section's edge moves none. */
function offBeat({ library }: DeskContext, project: Project, song: EffectiveSong): SongScreen['offBeat'] {
  if (!song.repairs.grid) return { plan: 0, cuts: 0 }
  const { rate } = project
  const { beats } = song.analysis
  const film = filmOfSong(framesFromTicks(song.durationTicks, rate))
  const places = listShots(library.db, project.id).flatMap(({ place }) => (place ? [place.startFrame] : []))
  const latest = latestSequence(library.db, project.id)?.sequence
  const pictures = latest?.tracks.find(({ kind }) => kind === 'picture')
  return {
    plan: movesToBeats(
      { film, rate, beats },
      places.toSorted((a, b) => a - b),
    ).size,
    cuts:
      latest && pictures ? movesToBeats({ film: latest.film, rate: latest.rate, beats }, cutFrames(pictures)).size : 0,
  }
}
