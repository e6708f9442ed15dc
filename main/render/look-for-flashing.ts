import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { BYTES_A_PICTURE, createFlashMeter, FLASH_GRID, type FlashSpan } from '#model/checks/flashing.ts'
import type { Piece } from '#model/render-plan.ts'
import { framesIn } from '#model/time.ts'
import { pieceKey } from './keys.ts'
import { createProbes, formatOf, layersOf, type Probes } from './parts.ts'
import { pieceArgs } from './piece-args.ts'
import { createPieceCache } from './piece-cache.ts'
import type { RenderRequest } from './request.ts'

export type FlashRequest = Pick<RenderRequest, 'plan' | 'ffmpeg' | 'mediaPath' | 'cacheDir' | 'workDir' | 'signal'>

/** The short side of the pictures from which the cells are taken. */
export const LOOKED_AT = { shortSide: { exactly: 2 * FLASH_GRID.height } } as const

/** So many are measured before others have their turn: this is the process of the window. */
const PICTURES_AT_ONCE = 96

const GRID_ARGS = ['-s', `${FLASH_GRID.width}x${FLASH_GRID.height}`, '-c:v', 'rawvideo', '-pix_fmt', 'rgb24']

/**
 * Looks at every picture of a plan, made very small, behind everything else: answers the share that is done, and in the end where
 * it flashes. What was looked at is kept like a piece of a render, and no word is made of it the next time.
 * Rejects as a render does.
 */
export async function* lookForFlashing(request: FlashRequest): AsyncGenerator<number, readonly FlashSpan[], void> {
  const { plan, ffmpeg, signal } = request
  const meter = createFlashMeter(plan.rate)
  const cache = createPieceCache(request.cacheDir, 'rgb')
  const probes = createProbes(request)
  const base = { ffmpeg, format: formatOf(plan), encoderArgs: GRID_ARGS, captionLook: null, burnInLook: null }
  let done = 0
  for (const piece of plan.pieces) {
    signal?.throwIfAborted()
    const frames = framesIn(piece)
    const key = pieceKey(piece, base)
    const isKept = await cache.use(key)
    if (!isKept) await look(request, piece, probes, path => cache.adopt(key, path))
    const cells = await readFile(cache.pathOf(key))
    if (cells.length !== frames * BYTES_A_PICTURE) {
      await cache.remove(key)
      throw new Error(`frames ${piece.startFrame} to ${piece.endFrame} came out as ${cells.length} bytes`)
    }
    for (let frame = 0; frame < frames; frame += 1) {
      meter.add(cells.subarray(frame * BYTES_A_PICTURE, (frame + 1) * BYTES_A_PICTURE))
      if (frame % PICTURES_AT_ONCE === 0) await nextTurn()
    }
    done += frames
    if (!isKept) yield done / framesIn(plan.span)
  }
  return meter.spans()
}

async function look(
  request: FlashRequest,
  piece: Piece,
  probes: Probes,
  keep: (path: string) => Promise<void>,
): Promise<void> {
  const { plan, ffmpeg, workDir } = request
  const signal = request.signal ?? new AbortController().signal
  await mkdir(workDir, { recursive: true })
  const folder = await mkdtemp(join(workDir, 'look-'))
  try {
    const path = join(folder, 'cells.rgb')
    const layers = await layersOf(request, piece, join(folder, 'layer'), probes, signal)
    const output = { pixels: 'yuv420p', container: 'rawvideo', encoderArgs: GRID_ARGS, path } as const
    await runFfmpeg(ffmpeg, pieceArgs(piece, layers, formatOf(plan), output), { signal, isBackground: true })
    await keep(path)
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
