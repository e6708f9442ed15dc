import type { Clip, Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { Library } from '#main/library/library.ts'
import type { MediaStore } from '#main/library/media-store.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadAnalysis } from '#main/song/store.ts'
import { listShotsEver } from '#main/treatment/shot-store.ts'
import type { MadeShot, MakeResult } from './make-request.ts'
import type { RenderedFilm } from './render-stage.ts'
import { songOf } from './song-of.ts'

/** A sequence and the file it became, as `make` and `render` print them: what it shows and plays, whatever the project now is. */
export function describeMade(
  { db, media }: Pick<Library, 'db' | 'media'>,
  film: Pick<MakeResult, 'output' | 'project' | 'compromises' | 'warnings' | 'stages'> & {
    readonly sequence: Sequence
    readonly rendered: RenderedFilm
  },
): MakeResult {
  const { sequence, rendered, ...told } = film
  const songId = songOf(sequence)
  return {
    ...told,
    frames: rendered.frames,
    fps: [sequence.rate.numerator, sequence.rate.denominator],
    size: [rendered.width, rendered.height],
    durationSeconds: rendered.durationSeconds,
    tempoBpm: (songId && loadAnalysis(db, songId, ANALYSER_VERSION)?.analysis.tempoBpm) ?? null,
    shots: madeShots(sequence, listShotsEver(db, sequence.projectId), media),
  }
}

/** The clips of a sequence's picture track in the order of the film. */
export function madeShots(sequence: Sequence, shots: readonly Shot[], media: Pick<MediaStore, 'byId'>): MadeShot[] {
  const byId = new Map(shots.map(shot => [shot.id, shot]))
  const picture = sequence.tracks.find(track => track.kind === 'picture')
  const made: MadeShot[] = []
  let startFrame = 0
  let transition: MadeShot['transition'] = 'cut'
  for (const item of picture?.items ?? []) {
    if (item.kind === 'transition') {
      transition = item.style
      continue
    }
    if (item.kind === 'clip') {
      const shot = item.shotId === null ? undefined : byId.get(item.shotId)
      made.push({
        shot: shot ? shot.position + 1 : null,
        prompt: shot?.written.prompt ?? '',
        ...playedBy(item, media),
        startFrame,
        endFrame: startFrame + item.frameCount,
        transition,
      })
    }
    startFrame += item.frameCount
    transition = 'cut'
  }
  return made
}

function playedBy({ source, sourceStartTicks, speed }: Clip, media: Pick<MediaStore, 'byId'>) {
  return {
    takeFile: source.kind === 'take' || source.kind === 'still' ? (media.byId(source.mediaId)?.path ?? null) : null,
    sourceInSeconds: secondsFromTicks(sourceStartTicks),
    speed: speed.numerator / speed.denominator,
  }
}
