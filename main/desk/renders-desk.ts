import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { filmWords } from '#main/make/film-words.ts'
import { cancelRender, enqueueRender, forgetRender, listRenders, renderAgain } from '#main/render/queue.ts'
import { listSequences } from '#main/sequence/store.ts'
import { renderFacts } from '#model/contract/render-facts.ts'
import type {
  FilmCheck,
  FlashingCheck,
  RenderCut,
  RenderListRow,
  RenderOffers,
  RenderSpanWish,
} from '#model/contract/renders-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, RenderId, SequenceId } from '#model/ids.ts'
import { PRESET_NAMES, type PresetName } from '#model/render-presets.ts'
import { filmFrames, type Sequence } from '#model/sequence.ts'
import type { FrameRange } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { checkCut, checkFlashingOf } from './renders/film-check.ts'
import { offersFor } from './renders/render-offers.ts'
import { remediesOf } from './renders/render-failure.ts'
import { filmName, freeFilmPlace, prepareFilmFolder, rendersFolder } from './renders/render-place.ts'
import { createRenderWorker } from './renders/render-worker.ts'

export type RendersDesk = ReturnType<typeof createRendersDesk>

type CutWish = { readonly projectId: ProjectId; readonly sequenceId: SequenceId }

/** Films of the cuts there are: what they would take, the queue, and what came of it. */
export function createRendersDesk(context: DeskContext) {
  const { library } = context
  const { db } = library
  const onProgress = createRenderWorker(context)

  function cutOf({ projectId, sequenceId }: CutWish): Sequence {
    const found = listSequences(db, projectId).find(({ sequence }) => sequence.id === sequenceId)
    if (found) return found.sequence
    throw new StudioError('sequence/unknown', 'This cut is not in the project any more. Choose another.')
  }

  return {
    onProgress,

    cuts: (projectId: ProjectId): RenderCut[] =>
      listSequences(db, projectId).map(({ sequence: { id, name, film, rate, width, height } }) => ({
        id,
        name,
        frames: filmFrames(film),
        headFrames: film.headFrames,
        rate,
        width,
        height,
      })),

    check: (wish: CutWish): FilmCheck[] => checkCut(library, cutOf(wish)),

    flashing: (wish: CutWish, signal?: AbortSignal): AsyncGenerator<FlashingCheck, void, void> =>
      checkFlashingOf(context, cutOf(wish), signal),

    async offers({ span, ...wish }: CutWish & { span: RenderSpanWish }): Promise<RenderOffers> {
      const sequence = cutOf(wish)
      return {
        trouble: db.isReadOnly ? READ_ONLY : null,
        folder: rendersFolder(library),
        offers: await offersFor(context, sequence, spanIn(sequence, span)),
      }
    },

    async enqueue({ span, preset, ...wish }: CutWish & { span: RenderSpanWish; preset: PresetName }) {
      const sequence = cutOf(wish)
      const { title } = existingProject(library, wish.projectId)
      const section = span?.section ?? null
      const fileName = filmName({ title, cut: sequence.name, preset, section })
      const settings = { preset, span: spanIn(sequence, span), section, cutName: sequence.name }
      const folder = rendersFolder(library)
      await prepareFilmFolder(library, join(folder, fileName), folder)
      return db.transaction(() => ({
        id: enqueueRender(db, {
          sequence,
          words: filmWords(library, sequence),
          settings,
          outputPath: freeFilmPlace(library, folder, fileName),
        }),
      }))
    },

    list: (projectId: ProjectId): RenderListRow[] =>
      listRenders(db, projectId).map(({ outputPath, settings, facts, ...row }) => {
        const wanted = queuedSettings.safeParse(settings)
        const found = renderFacts.safeParse(facts)
        return {
          ...row,
          preset: wanted.data?.preset ?? null,
          span: wanted.data ? { ...wanted.data.span, section: wanted.data.section } : null,
          fileName: basename(outputPath),
          folder: dirname(outputPath),
          remedies: row.state === 'failed' ? remediesOf(facts) : [],
          facts: found.data ?? null,
          isFileThere: row.state === 'done' && existsSync(outputPath),
        }
      }),

    cancel: (id: RenderId): void => cancelRender(db, id),
    again(id: RenderId): void {
      const placeOf = (path: string): string => freeFilmPlace(library, rendersFolder(library), basename(path))
      db.transaction(() => renderAgain(db, id, placeOf))
    },
    remove: (id: RenderId): void => forgetRender(db, id),
  }
}

const READ_ONLY =
  'This library can only be read, so nothing can be rendered from it. Make its folder writable, or open a copy of it.'

const queuedSettings = z.object({
  preset: z.enum(PRESET_NAMES),
  span: z.object({ startFrame: z.int(), endFrame: z.int() }),
  section: z.string().nullable(),
})

/** The frames that are wanted, as far as the film has them. Throws 'render/empty-span'. */
function spanIn(sequence: Sequence, wish: RenderSpanWish): FrameRange {
  const last = filmFrames(sequence.film)
  const startFrame = wish?.startFrame ?? 0
  const endFrame = Math.min(last, wish?.endFrame ?? last)
  if (startFrame < endFrame) return { startFrame, endFrame }
  throw new StudioError('render/empty-span', 'Nothing of this film lies in the chosen span. Choose another.')
}
