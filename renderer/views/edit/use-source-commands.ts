import { useEffect } from 'react'
import { sourceTicks } from '#model/edit/media.ts'
import type { FrameRate } from '#model/time.ts'
import { useCommands } from '../../commands/use-commands.ts'
import type { PlacedClip } from '../../editor/placed-clips.ts'
import { closeSource, openSource } from '../../editor/source-session.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useDesk } from './use-desk.ts'
import { goWhereUsed, shownInstant } from './where-used.ts'

/** From the film to the takes that it is cut from, and back. */
export function useSourceCommands(): void {
  const desk = useDesk()
  useEffect(() => closeSource, [])
  useCommands({
    'edit.matchFrame': () => {
      const frame = desk.playhead().now()
      desk.transport.pause()
      if (!openClip(desk.here(), desk.now().rate, frame)) notify({ kind: 'info', text: texts.edit.source.noTake })
    },
    'edit.reverseMatch': () => {
      const clip = desk.here()
      if (clip?.item.source.kind !== 'take') return notify({ kind: 'info', text: texts.edit.source.noTake })
      const instant = shownInstant(clip.item, desk.playhead().now() - clip.startFrame, desk.now().rate)
      goWhereUsed(desk, clip.item.source.mediaId, instant)
    },
  })
}

/** Opens the take of a clip at the picture that a frame of the film shows, what the clip uses of it marked. */
export function openClip(clip: PlacedClip | undefined, rate: FrameRate, frame: number): boolean {
  if (clip?.item.source.kind !== 'take') return false
  const { source, sourceStartTicks, frameCount } = clip.item
  openSource({
    takeId: source.takeId,
    mediaId: source.mediaId,
    atTicks: shownInstant(clip.item, frame - clip.startFrame, rate),
    inTicks: sourceStartTicks,
    outTicks: sourceStartTicks + sourceTicks(clip.item, frameCount, rate),
  })
  return true
}
