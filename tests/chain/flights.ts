import { join } from 'node:path'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { measureFlight, type FlightFigures } from './figures.ts'
import { plannedFlight, type Flight } from './flight.ts'

export type FlightSize = { readonly width: number; readonly height: number; readonly shotSeconds: number }

export type FlownFilm = { readonly path: string; readonly figures: FlightFigures; readonly flight: Flight }

/**
 * Makes a flight of twelve shots as a film in `folder` and measures it. `open`: every shot by its words alone. `handed-on`: each begins on the
 * picture before it. `bridged`: handed on but for the seam into `BROKEN`, which a bridge mends.
 */
export async function flyFilm(
  kind: 'open' | 'handed-on' | 'broken' | 'bridged',
  size: FlightSize,
  folder: string,
): Promise<FlownFilm> {
  const context = temporaryContext()
  const flight = plannedFlight(context, size)
  const { projectId, shotIds, desks } = flight
  const bind = (toShotIds: Flight['shotIds'], binding: 'open' | 'handed-on' | 'bridge'): void =>
    desks.seams.setBinding({ projectId, toShotIds, binding })
  // One by one, so that the flight goes on over the start of the second section too.
  if (kind !== 'open') for (const shotId of shotIds.slice(1)) bind([shotId], 'handed-on')
  if (kind === 'broken' || kind === 'bridged') bind([shotIds[BROKEN]!], kind === 'bridged' ? 'bridge' : 'open')
  const wish = { projectId, shots: { kind: 'without-takes' }, takesPerShot: 1, model: null } as const
  const { takes, microUsd, unpricedTakes } = desks.outbox.price(wish)
  desks.outbox.ask(wish, { takes, microUsd, unpricedTakes })
  await flight.settle()
  if (kind === 'bridged') {
    desks.seams.askBridge({ projectId, from: shotIds[BROKEN - 1]!, to: shotIds[BROKEN]!, quotedMicroUsd: 0 })
    await flight.settle()
  }
  const sequence = flight.cut()
  const path = join(folder, `${kind}.mp4`)
  await flight.render(sequence, path)
  const { media } = context.library
  const figures = await measureFlight(await context.ffmpeg(), sequence, path, id => media.pathOf(id))
  return { path, figures, flight }
}

/** The shot, counted from 0, whose seam is broken and mended. */
export const BROKEN = 6
