import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
export type Rectangle = z.infer<typeof rectangle>

const windowState = z.object({ bounds: rectangle, isMaximized: z.boolean(), isFullScreen: z.boolean() })
/** Where a window stood, as it would stand when it is neither maximised nor full screen. */
export type WindowState = z.infer<typeof windowState>

export const LEAST_SIZE = { width: 1024, height: 640 }
const USUAL_SIZE = { width: 1440, height: 900 }
/** So much of a window must lie on a screen for a hand to get hold of it. */
const LEAST_SEEN = { width: 200, height: 100 }

/**
 * Where a window opens: as it stood, where that can still be seen; else in the middle of the main screen, which is the first.
 * `workAreas` are what the screens have left beside their bars and docks.
 */
export function placeWindow(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  const [main] = workAreas
  if (!main) return saved ?? { bounds: { x: 0, y: 0, ...USUAL_SIZE }, isMaximized: false, isFullScreen: false }
  const area = saved && workAreas.find(area => isSeenOn(saved.bounds, area))
  if (saved && area) return { ...saved, bounds: fitInto(saved.bounds, area) }
  const size = fitInto({ ...main, ...USUAL_SIZE }, main)
  const bounds = {
    x: main.x + Math.round((main.width - size.width) / 2),
    y: main.y + Math.round((main.height - size.height) / 2),
    width: size.width,
    height: size.height,
  }
  return { bounds, isMaximized: saved?.isMaximized ?? false, isFullScreen: false }
}

function isSeenOn(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y)
  // A title bar above the screen cannot be reached, however much is seen below.
  return width >= LEAST_SEEN.width && height >= LEAST_SEEN.height && bounds.y >= area.y - 20
}

/** A window that was made on a larger screen shrinks to this one, but not below what it can show. */
function fitInto(bounds: Rectangle, area: Rectangle): Rectangle {
  return {
    ...bounds,
    width: Math.max(Math.min(bounds.width, area.width), Math.min(LEAST_SIZE.width, area.width)),
    height: Math.max(Math.min(bounds.height, area.height), Math.min(LEAST_SIZE.height, area.height)),
  }
}

/** Null when nothing was kept, or nothing that can be read: then a window opens as it does the first time. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Where a window stands is nothing to stop for: what cannot be kept is forgotten. */
export function keepWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  } catch {
    // The next window opens where the one before did.
  }
}
