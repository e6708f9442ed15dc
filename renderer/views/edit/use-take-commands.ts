import { clipOfTake, framesOfTake, partOfTake } from '#model/edit/clip-of-take.ts'
import { PICTURE_TRACK } from '#model/edit/on-track.ts'
import type { MediaId, ShotId, TakeId } from '#model/ids.ts'
import { filmFrames } from '#model/sequence.ts'
import { framesIn } from '#model/time.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { takeOfClip, takesOfShot } from '../../editor/cut-facts.ts'
import { openSourceNow } from '../../editor/source-session.ts'
import type { PlacedClip } from '../../editor/placed-clips.ts'
import { focusNow } from '../../frame/focus.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useDesk } from './use-desk.ts'

type Shown = { readonly id: string; readonly number: number; readonly media: { readonly id: string } | null }

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Other takes in the place of the clip that plays, and takes put into the cut. */
export function useTakeCommands(): void {
  const { editor, facts, gesture, now, playhead, here } = useDesk()
  const { gestures } = texts.edit

  function showTake(clip: PlacedClip | undefined, take: Shown | undefined): void {
    if (!clip || !take?.media) return
    const source = { kind: 'take', takeId: take.id as TakeId, mediaId: take.media.id as MediaId } as const
    gesture(gestures.replaceTake(take.number), [
      { kind: 'replace-take', itemId: clip.item.id, source, shotId: clip.item.shotId },
    ])
  }

  function takeNumber(number: number): void {
    const clip = here()
    const takes = takesOfShot(facts, clip?.item.shotId ?? null).filter(take => take.media !== null)
    showTake(clip, number === 0 ? takes.find(({ judgement }) => judgement === 'circled') : takes[number - 1])
  }

  function stepTake(way: 1 | -1): void {
    const clip = here()
    if (!clip) return
    const shown = takeOfClip(facts, clip.item)
    const takes = takesOfShot(facts, clip.item.shotId).filter(
      take => take.media !== null && (take.judgement !== 'rejected' || take.id === shown?.id),
    )
    const index = takes.findIndex(({ id }) => id === shown?.id)
    showTake(clip, takes[index === -1 ? (way === 1 ? 0 : takes.length - 1) : index + way])
  }

  /** The take in focus at the play-head, as long as its shot's place or what there is of it. */
  function placeTake(kind: 'insert' | 'overwrite'): void {
    const opened = openSourceNow()
    const takeId = opened?.takeId ?? focusNow().takeId
    const clip = here()
    const take = (takeId === null ? undefined : facts.takes.get(takeId)) ?? (clip && takeOfClip(facts, clip.item))
    if (!take?.media) return notify({ kind: 'info', text: texts.edit.takes.noClip })
    const shotId = (take.shotIds[0] ?? null) as ShotId | null
    const place = shotId === null ? undefined : facts.plan.get(shotId)
    const source = { kind: 'take', takeId: take.id as TakeId, mediaId: take.media.id as MediaId } as const
    const context = { media: editor.media, rate: now().rate }
    const marked = opened && (opened.inTicks !== null || opened.outTicks !== null) ? opened : null
    const frameCount = Math.min(framesOfTake(source, context), place ? framesIn(place) : filmFrames(now().film))
    const fresh = marked
      ? partOfTake({ source, shotId, ...marked }, context)
      : clipOfTake({ source, shotId, frameCount }, context)
    const name = kind === 'insert' ? gestures.insertTake : gestures.overwriteTake
    gesture(name, [{ kind, clip: fresh, frame: playhead().now(), trackName: PICTURE_TRACK }])
  }

  useCommands({
    'edit.insertTake': () => placeTake('insert'),
    'edit.overwriteTake': () => placeTake('overwrite'),
    'edit.takeBefore': () => stepTake(-1),
    'edit.takeNext': () => stepTake(1),
    'edit.takeCircled': () => takeNumber(0),
    ...Object.fromEntries(DIGITS.map(digit => [`edit.take${digit}`, () => takeNumber(digit)])),
  })
}
