import { oc } from '@orpc/contract'
import { z } from 'zod'
import { SECTION_LABELS } from '../song.ts'

/** What the frame around every workspace shows of a project: its name, and the strip of its song. */
const projectFrame = z.object({
  id: z.string(),
  title: z.string(),
  rate: z.object({ numerator: z.int(), denominator: z.int() }),
  width: z.int(),
  height: z.int(),
  isSample: z.boolean(),
  /** Whether there is a song, heard already or not. */
  hasSong: z.boolean(),
  /** As it was heard; null until then. */
  song: z
    .object({
      mediaId: z.string(),
      durationTicks: z.int(),
      /** As repaired by hand; they tile the song. */
      sections: z.array(
        z.object({ startTicks: z.int(), endTicks: z.int(), label: z.enum(SECTION_LABELS), name: z.string() }),
      ),
      /** Beats in ticks, and the index of each that begins a bar. */
      beats: z.array(z.int()),
      downbeats: z.array(z.int()),
    })
    .nullable(),
  /** Those with a place, in the order of the film; frames of the song at `rate`. */
  places: z.array(
    z.object({ shotId: z.string(), number: z.int(), startFrame: z.int(), endFrame: z.int(), isCircled: z.boolean() }),
  ),
})

export type ProjectFrame = z.infer<typeof projectFrame>

const side = z.int().min(64).max(8192).multipleOf(2)

/**
 * - `open`: throws project/unknown.
 * - `opened`: notes that a person works on it now: it stands first in the Library.
 * - `setFilm`: the size and rate of takes and cuts from now on. Cuts that are there keep theirs; at another rate the shots
 *   lose their places until they are laid out again. Throws project/unknown, project/rate.
 */
export const projectContract = {
  open: oc.input(z.object({ projectId: z.string() })).output(projectFrame),
  opened: oc.input(z.object({ projectId: z.string() })).output(z.void()),
  setFilm: oc
    .input(
      z.object({
        projectId: z.string(),
        width: side,
        height: side,
        rate: z.object({ numerator: z.int().positive(), denominator: z.int().positive() }),
      }),
    )
    .output(z.void()),
}
