import { nativeImage, type WebContents } from 'electron'
import { join } from 'node:path'
import type { Studio } from '#main/app.ts'
import { ownFile } from '#model/contract/files-contract.ts'
import { isStudioError } from '#model/errors.ts'

const ICON_PIXELS = 64

/**
 * Begins the system's own drag of a finished film or a take, out of the window and into any other program. A page names it
 * by its id; what is no id of ours, or no longer there, is left alone.
 */
export function dragOut(
  studio: Pick<Studio, 'pathOf'>,
  contents: WebContents,
  resourcesDir: string,
  asked: unknown,
): void {
  const wanted = ownFile.safeParse(asked)
  if (!wanted.success) return
  try {
    const file = studio.pathOf(wanted.data)
    // Without a picture under the pointer the system refuses to drag.
    const icon = nativeImage.createFromPath(join(resourcesDir, 'icons/icon.png')).resize({ width: ICON_PIXELS })
    contents.startDrag({ file, icon })
  } catch (error) {
    if (!isStudioError(error)) throw error
  }
}
