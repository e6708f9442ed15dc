import { useState } from 'react'
import type { FileRef } from '#model/contract/file-ref.ts'
import { SOUND_TRACKS } from '#model/edit/on-track.ts'
import type { MediaId } from '#model/ids.ts'
import { framesFromTicks, ticks } from '#model/time.ts'
import { filmFrames } from '#model/sequence.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { soundClips } from '../../editor/placed-clips.ts'
import { session } from '../../editor/session.ts'
import { playheadOf } from '../../editor/use-playhead.ts'
import { givenFiles } from '../../files/given-files.ts'
import { usePicker } from '../../files/use-picker.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { useGesture } from './use-gesture.ts'

/** Puts sounds of this machine on the tracks beside the song: where they were dropped on the timeline, else at the play-head. */
export function useAddSound() {
  const { projectId, editor } = useCut()
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const gesture = useGesture()
  const transport = useTransportControls()
  const [takingIn, setTakingIn] = useState<string | null>(null)

  /** Puts a sound at a frame, on the track that is wanted or the first that has room for it there, and returns the frame after it. */
  async function place(file: FileRef, frame: number, wanted: string | null): Promise<number> {
    const sound = await studio.sequences.takeInSound({ projectId, file })
    const { sequence } = editor.store.getState()
    const durationTicks = ticks(sound.durationTicks)
    editor.setMedia(new Map([...editor.media, [sound.mediaId as MediaId, { durationTicks, rate: null }]]))
    const own = Math.max(1, framesFromTicks(durationTicks, sequence.rate))
    const endFrame = Math.min(frame + own, filmFrames(sequence.film))
    const isFree = (name: string): boolean =>
      !soundClips(sequence).some(
        clip => clip.track.name === name && clip.startFrame < endFrame && clip.endFrame > frame,
      )
    const clip = {
      shotId: null,
      source: { kind: 'sound', mediaId: sound.mediaId as MediaId } as const,
      frameCount: endFrame - frame,
      sourceStartTicks: ticks(0),
      speed: { numerator: 1, denominator: 1 },
    }
    const tracks = SOUND_TRACKS.toSorted((a, b) => Number(b === wanted) - Number(a === wanted))
    const trackName = tracks.find(isFree) ?? tracks[0]!
    gesture(texts.edit.gestures.addSound, [{ kind: 'overwrite', clip, frame, trackName }])
    return endFrame
  }

  function takeIn(name: string, files: () => Promise<readonly FileRef[]>): void {
    const { landing } = session.getState()
    session.setState({ landing: null })
    act(async () => {
      setTakingIn(name)
      try {
        const { sequence } = editor.store.getState()
        let frame = landing?.frame ?? playheadOf(transport, sequence).now()
        // Several follow each other.
        for (const file of await files())
          if (frame < filmFrames(sequence.film)) frame = await place(file, frame, landing?.trackName ?? null)
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
        const files = await picker.files({ kind: 'song', title: texts.edit.commands.addSound, isMany: true })
        if (files.length > 0) takeIn('', () => Promise.resolve(files))
      }),
  }
}
