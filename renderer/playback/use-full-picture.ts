import type { RefObject } from 'react'
import { useCommands } from '../commands/use-commands.ts'

/** The element with the picture goes over the whole screen and back by the command; Escape brings it back, too. */
export function useFullPicture(picture: RefObject<HTMLElement | null>): void {
  useCommands({
    'frame.fullPicture': () => {
      // Where the browser does not let it, the picture stays where it is.
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
      else picture.current?.requestFullscreen().catch(() => {})
    },
  })
}
