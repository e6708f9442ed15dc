import { loadRepairs } from '#main/song/repair-store.ts'
import { basename, extname } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { DEFAULT_PRESET, presetFor } from '#model/render-presets.ts'
import type { ShotId } from '#model/ids.ts'
import type { LookWords } from '#model/look.ts'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import { effectiveAnalysis } from '#model/song-repair/effective-analysis.ts'
import { NO_REPAIRS, planRepairs } from '#model/song-repair/song-repairs.ts'
import { framesFromTicks } from '#model/time.ts'
import { createAnimaticMaker } from '#main/providers/animatic-maker.ts'
import { importWarnings } from './import-warnings.ts'
import { importClips } from '#main/providers/folder/import-clips.ts'
import { assembleStage, refuseIfHandEdited } from './assemble-stage.ts'
import type { MakeContext, RunOptions } from './context.ts'
import { DEFAULT_MODEL, DEFAULT_RATE, DEFAULT_SEED, DEFAULT_SIZE } from './defaults.ts'
import { describeMade } from './describe-made.ts'
import { takeInSong, type HeardSong } from './hear-song.ts'
import { layOutFilm, type FilmWish, type LaidOutFilm } from './lay-out.ts'
import { filmLook } from './look-of.ts'
import type { MakeRequest, MakeResult } from './make-request.ts'
import { isCurrent, type ShotSpec } from './needed-takes.ts'
import { prepareFilmPlace, requireEnding } from './output-place.ts'
import { asTitle } from './project-titled.ts'
import { renderStage, spanOf } from './render-stage.ts'
import { demandServedModels, DRAWN } from './served-models.ts'
import { demandFewVariations, specsOf } from './shot-spec.ts'
import { createStageClock, type StageCount } from './stage-clock.ts'
import { takeLengths } from './take-lengths.ts'
import { makeTakes } from './take-stage.ts'
import { readTreatment } from './treatment-stage.ts'
import { whileWorking, type Work } from './work.ts'

function nameOf(path: string): string {
  return basename(path, extname(path))
}

/** A project is found again by its title: the given one, else song and treatment together. */
function titleFor(request: MakeRequest): string {
  return asTitle(request.projectTitle ?? `${nameOf(request.songPath)} - ${nameOf(request.treatmentPath)}`)
}

/** A folder's files are one kind of take and a model's another: a model that nobody asks would be passed over silently. */
function demandOneSource({ takeSource, model }: MakeRequest): void {
  if (takeSource.kind !== 'folder' || model === null) return
  const message = `--model ${model} is for takes that are made, and --provider folder:DIR takes clips that are there. Leave one of them out.`
  throw new StudioError('make/two-sources', message, { kind: 'usage' })
}

/** What was chosen now, else what the project has, else the defaults. */
function filmWish(
  context: MakeContext,
  request: MakeRequest,
  song: HeardSong,
  treatment: FilmWish['treatment'],
): FilmWish {
  const title = titleFor(request)
  const known = context.library.projects.byTitle(title)
  const model = request.takeSource.kind === 'folder' ? 'folder' : (request.model ?? DEFAULT_MODEL)
  const size = request.size ?? known ?? DEFAULT_SIZE
  // Repairs are the project's own, and of this very song.
  const repairs = known ? loadRepairs(context.library.db, { projectId: known.id, songId: song.songId }) : NO_REPAIRS
  return {
    title,
    songId: song.songId,
    analysis: effectiveAnalysis(song.analysis, repairs),
    repairs: planRepairs(repairs),
    treatment,
    model,
    seed: request.seed ?? known?.seed ?? DEFAULT_SEED,
    rate: request.rate ?? known?.rate ?? DEFAULT_RATE,
    width: size.width,
    height: size.height,
  }
}

function wantedSpecs(
  context: MakeContext,
  { id: projectId, ...project }: Project,
  shots: readonly Shot[],
  words: LookWords,
  { analysis, rate, model }: Pick<FilmWish, 'analysis' | 'rate' | 'model'>,
): Map<ShotId, readonly ShotSpec[]> {
  for (const shot of shots) demandFewVariations(shot)
  const look = filmLook(context.library.db, projectId, { analysis, rate }, words)
  return new Map(shots.map(shot => [shot.id, specsOf(context, project, shot, look.of(shot), model)]))
}

type TakesDone = StageCount & { readonly warnings: readonly string[] }

async function takesFromFolder(
  context: MakeContext,
  film: LaidOutFilm,
  folder: string,
  request: MakeRequest,
  run: RunOptions,
): Promise<TakesDone> {
  const report = await importClips(context.library, await context.ffmpeg(), film.project.id, film.shots, folder, {
    isLinked: request.isLinked,
    leaveOut: request.outputPath,
    signal: run.signal,
    onProgress: (done, total) => run.onProgress({ stage: 'takes', done, total, unit: 'clips', secondsLeft: null }),
  })
  return { made: report.imported.length, reused: report.alreadyThere.length, warnings: importWarnings(report) }
}

async function takesByDrawing(
  context: MakeContext,
  film: LaidOutFilm,
  specs: ReadonlyMap<ShotId, readonly ShotSpec[]>,
  request: MakeRequest,
  work: Work,
): Promise<TakesDone> {
  const maker = createAnimaticMaker(context.library, await context.ffmpeg())
  try {
    const stage = { film, specs, takesPerShot: request.takesPerShot, lease: work.lease, providers: [maker] }
    return await makeTakes(context, stage, work)
  } finally {
    await maker.dispose()
  }
}

/**
 * Makes a film: hears the song, reads the treatment, lays out the shots, makes takes, assembles, renders. Each step keeps
 * what it did, so that the same request after any stop goes on where it was, and after a change does only what is new.
 */
export function makeFilm(context: MakeContext, request: MakeRequest, run: RunOptions): Promise<MakeResult> {
  return whileWorking(context, run, async work => {
    const { library } = context
    const clock = createStageClock()
    demandOneSource(request)
    const isFolder = request.takeSource.kind === 'folder'
    requireEnding(request.outputPath, request.preset ?? DEFAULT_PRESET)
    await prepareFilmPlace(library, request.outputPath, {
      files: [request.songPath, request.treatmentPath],
      clipFolder: request.takeSource.kind === 'folder' ? request.takeSource.folder : null,
    })

    const song = await clock.run('song', () =>
      takeInSong(context, request.songPath, { ...work, isLinked: request.isLinked }),
    )
    const { treatment } = await clock.run('treatment', async () => {
      const treatment = await readTreatment(request.treatmentPath, request.shotCount)
      return { treatment, made: treatment.shots.length, reused: 0 }
    })
    const wish = filmWish(context, request, song, treatment)
    // What cannot be is refused now, not after the takes.
    spanOf(request.span, framesFromTicks(wish.analysis.durationTicks, wish.rate), wish.rate)
    if (!isFolder) demandServedModels(context.catalogue, treatment.shots, wish.model, DRAWN)
    const words = { style: treatment.style ?? '', negative: treatment.negative ?? '' }
    const { transition, isNewVersion, takesPerShot } = request
    const specsFor = ({ project, shots }: LaidOutFilm) =>
      isFolder ? null : wantedSpecs(context, project, shots, words, wish)
    const layOut = (): LaidOutFilm => {
      const film = layOutFilm(context, wish, (project, shots) => {
        const specs = wantedSpecs(context, project, shots, words, wish)
        return takeLengths(context, project, shots, (shot, listed) =>
          specs.get(shot.id)!.some(spec => isCurrent(listed, spec)),
        )
      })
      refuseIfHandEdited(context, { wish, film, specs: specsFor(film), transition, isNewVersion }, takesPerShot)
      return film
    }
    // In one transaction: what is refused leaves the project as it was.
    const laidOut = await clock.run('plan', () => Promise.resolve(work.lease.guarded(layOut)))
    const specs = specsFor(laidOut)
    const takes = await clock.run('takes', () =>
      request.takeSource.kind === 'folder'
        ? takesFromFolder(context, laidOut, request.takeSource.folder, request, work)
        : takesByDrawing(context, laidOut, specs ?? new Map(), request, work),
    )
    const assembled = await clock.run('assemble', () =>
      Promise.resolve(
        work.lease.guarded(() => assembleStage(context, { wish, film: laidOut, specs, transition, isNewVersion })),
      ),
    )
    const { sequence, film } = assembled
    const { outputPath, span, verify } = request
    const preset = request.preset ?? presetFor(sequence)
    const rendered = await clock.run('render', () =>
      renderStage(context, { sequence, outputPath, span, preset, verify }, work),
    )
    library.projects.opened(film.project.id)
    return describeMade(library, {
      output: outputPath,
      project: film.project.title,
      sequence,
      rendered,
      compromises: film.compromises,
      warnings: [...song.warnings, ...takes.warnings, ...assembled.warnings],
      stages: clock.reports,
    })
  })
}
