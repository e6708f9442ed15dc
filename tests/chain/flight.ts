import { join } from 'node:path'
import type { DeskContext } from '#main/desk/desk-context.ts'
import { createOutboxDesk } from '#main/desk/outbox-desk.ts'
import { createSeamsDesk } from '#main/desk/seams-desk.ts'
import { createSequencesDesk } from '#main/desk/sequences-desk.ts'
import { plannedFilm } from '#main/desk/sequences/testing/planned-film.ts'
import { acquireLease } from '#main/library/lease.ts'
import { releaseWaiting } from '#main/make/hand-on/release-waiting.ts'
import { filmRequest } from '#main/make/render-film.ts'
import { filmWords } from '#main/make/film-words.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { createAnimaticMaker } from '#main/providers/animatic-maker.ts'
import { renderSequence } from '#main/render/render-sequence.ts'
import { circleTake, listTakes } from '#main/takes/store.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { filmFrames } from '#model/sequence.ts'
import { ticksFromSeconds } from '#model/time.ts'

/** Twelve places that are flown through forwards, one after the other. */
export const PROMPTS = [
  'A hospital corridor of round lamps, pale green walls sliding past',
  'A summer garden of giant daisies parting',
  'A forest of tall pines in mist, shafts of light',
  'A lake at dawn under a low haze',
  'Underwater, kelp and bubbles, light from above',
  'A wheat field in golden light, seeds in the air',
  'A road at night between trees, lamps going by',
  'A long road tunnel, amber lights on both sides',
  'A city in the rain, neon signs',
  'A library of high shelves, dust in the light',
  'Clouds at dusk, towers of cumulus',
  'A field of stars, dust of a nebula',
] as const

const STYLE = 'one continuous forward flight, warm 35mm film, hazy light, pastel dusk colours'

export type Flight = {
  readonly projectId: ProjectId
  readonly shotIds: readonly ShotId[]
  readonly desks: {
    readonly outbox: ReturnType<typeof createOutboxDesk>
    readonly seams: ReturnType<typeof createSeamsDesk>
    readonly sequences: ReturnType<typeof createSequencesDesk>
  }
  /** Draws all that can be drawn, chooses every new take, hands pictures on, until nothing is left to do. */
  settle(): Promise<void>
  cut(): Sequence
  render(sequence: Sequence, outputPath: string): Promise<void>
}

/** A film of twelve planned shots of so many seconds, without takes. */
export function plannedFlight(
  context: DeskContext,
  { width, height, shotSeconds }: { readonly width: number; readonly height: number; readonly shotSeconds: number },
): Flight {
  const { library } = context
  const { db } = library
  const { projectId, shotIds } = plannedFilm(context, PROMPTS.length, PROMPTS.length * shotSeconds)
  db.run('UPDATE project SET width = ?, height = ?, style = ? WHERE id = ?', [width, height, STYLE, projectId])
  for (const [index, prompt] of PROMPTS.entries()) {
    db.run(`UPDATE shot SET prompt = ?, camera_move = 'fly forward', ask_ticks = ? WHERE id = ?`, [
      prompt,
      ticksFromSeconds(shotSeconds + 1),
      shotIds[index]!,
    ])
  }
  const desks = {
    outbox: createOutboxDesk(context, () => []),
    seams: createSeamsDesk(context),
    sequences: createSequencesDesk(context),
  }

  const isUnchosen = ({ take }: ReturnType<typeof listTakes>[number]): boolean =>
    take.media !== null && take.judgement === 'unseen'

  async function settle(): Promise<void> {
    const ffmpeg = await context.ffmpeg()
    const signal = new AbortController().signal
    const lease = await acquireLease(db, { signal })
    const provider = createAnimaticMaker(library, ffmpeg)
    try {
      for (;;) {
        await releaseWaiting(context, { lease, signal })
        await runOutbox({ library, lease, ffmpeg, providers: [provider], signal })
        const ready = listTakes(db, projectId).filter(isUnchosen)
        if (ready.length === 0) return
        for (const { take } of ready) circleTake(db, take.id)
      }
    } finally {
      await provider.dispose()
      lease.release()
    }
  }

  return {
    projectId,
    shotIds,
    desks,
    settle,
    cut() {
      const wish = { projectId, sequenceId: null, transition: 'cut', how: 'new-version' } as const
      const { sequenceId } = desks.sequences.assemble(wish)
      return desks.sequences.open({ projectId, sequenceId }).sequence
    },
    async render(sequence, outputPath) {
      const span = { startFrame: 0, endFrame: filmFrames(sequence.film) }
      const words = filmWords(library, sequence)
      const request = await filmRequest(context, {
        sequence: { ...sequence, fadeInFrames: 0, fadeOutFrames: 0 },
        words,
        preset: 'draft',
        span,
        outputPath,
        verify: 'quick',
      })
      // The song is no file here, and shows nothing.
      const plan = { ...request.plan, sound: null, effects: [] }
      await renderSequence({ ...request, plan, captions: undefined, cacheDir: join(library.workDir, 'pieces') })
    },
  }
}
