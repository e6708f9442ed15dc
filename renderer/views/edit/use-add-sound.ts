import { useState } from 'react'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { MediaId } from '#model/ids.ts'
import { framesFromTicks, ticks } from '#model/time.ts'
import { filmFrames } from '#model/sequence.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { itemAt, placedTracks } from '../../editor/placed-clips.ts'
import { playheadOf } from '../../editor/use-playhead.ts'
import { givenFiles } from '../../files/given-files.ts'
import { usePicker } from '../../files/use-picker.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { useGesture } from './use-gesture.ts'

/** Puts sounds of this machine on the tracks beside the song, at the play-head. */
export function useAddSound() {
  const { projectId, editor } = useCut()
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const gesture = useGesture()
  const transport = useTransportControls()
  const [takingIn, setTakingIn] = useState<string | null>(null)

  async function place(file: FileRef): Promise<void> {
    const sound = await studio.sequences.takeInSound({ projectId, file })
    const { sequence } = editor.store.getState()
    editor.setMedia(
      new Map([...editor.media, [sound.mediaId as MediaId, { durationTicks: ticks(sound.durationTicks), rate: null }]]),
    )
    const frame = playheadOf(transport, sequence).now()
    const own = Math.max(1, framesFromTicks(ticks(sound.durationTicks), sequence.rate))
    const frameCount = Math.min(own, filmFrames(sequence.film) - frame)
    const source = { kind: 'sound', mediaId: sound.mediaId as MediaId } as const
    const clip = {
      shotId: null,
      source,
      frameCount,
      sourceStartTicks: ticks(0),
      speed: { numerator: 1, denominator: 1 },
    }
    const isTaken = (name: string): boolean => {
      const track = placedTracks(sequence).find(placed => placed.track.name === name)
      return track !== undefined && itemAt(track.items, frame)?.item.kind === 'clip'
    }
    gesture(texts.edit.gestures.addSound, [
      { kind: 'overwrite', clip, frame, trackName: isTaken('A2') && !isTaken('A3') ? 'A3' : 'A2' },
    ])
  }

  function takeIn(name: string, files: () => Promise<readonly FileRef[]>): void {
    act(async () => {
      setTakingIn(name)
      try {
        for (const file of await files()) await place(file)
      } finally {
        setTakingIn(null)
      }
    })
  }

  return {
    takingIn,
    drop: (files: readonly File[]): void => takeIn(files[0]?.name ?? '', () => givenFiles(files)),
    pick: (): void =>
      act(async () => {
        const files = await picker.files({ kind: 'song', title: texts.edit.bar.addSound, isMany: true })
        if (files.length > 0) takeIn('', () => Promise.resolve(files))
      }),
  }
}
