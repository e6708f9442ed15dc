import { memo, useMemo } from 'react'
import type { Sequence } from '#model/sequence.ts'
import { timecodeOf } from '#model/timecode.ts'
import { isNotChosen, takeOfClip, type CutFacts } from '../../../editor/cut-facts.ts'
import { clipAt, type PlacedClip } from '../../../editor/placed-clips.ts'
import { useSession } from '../../../editor/session.ts'
import { cutsIn, seamOf, type CutSeams } from '../../../editor/use-cut-seams.ts'
import { usePlayheadValue } from '../../../editor/use-playhead.ts'
import { lightsWords } from '../../../seams/seam-words.ts'
import { texts } from '../../../texts.ts'

type Props = {
  clips: readonly PlacedClip[]
  facts: CutFacts
  sequence: Sequence
  seams: CutSeams
  label: string
}

/**
 * The clips as a list for those who do not see the drawing. It is the timeline's one stop of the keyboard: Up and Down go from cut to
 * cut, and what is selected alone, else what is under the play-head, is the option that is read.
 */
export const ClipList = memo(function ClipList({ clips, facts, sequence, seams, label }: Props) {
  const selection = useSession(state => state.selection)
  const under = usePlayheadValue(sequence, frame => clipAt(sequence, frame)?.item.id ?? null)
  const seamWords = useMemo(() => wordsOfSeams(sequence, seams), [sequence, seams])
  // A sound that was selected at the play-head is meant, not the picture over it.
  const [only] = selection
  const current = selection.size === 1 && clips.some(({ item }) => item.id === only) ? only! : under
  return (
    <ul
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      tabIndex={0}
      aria-activedescendant={current === null ? undefined : `clip-${current}`}
      className="sr-only"
    >
      {clips.map((clip, index) => (
        <Option
          key={clip.item.id}
          id={`clip-${clip.item.id}`}
          isSelected={selection.has(clip.item.id)}
          words={`${wordsOf(clip, index + 1, facts, sequence)}${seamWords.get(clip.item.id) ?? ''}`}
        />
      ))}
    </ul>
  )
})

/** How each clip joins the one before it, as far as that is measured. */
function wordsOfSeams(sequence: Sequence, seams: CutSeams): Map<string, string> {
  const words = new Map<string, string>()
  for (const cut of cutsIn(sequence)) {
    const seam = seamOf(seams, cut)
    if (seam?.state === 'measured') words.set(cut.after.id, `, ${texts.seams.joins(lightsWords(seam.seam))}`)
  }
  return words
}

const Option = memo(function Option({ id, isSelected, words }: { id: string; isSelected: boolean; words: string }) {
  return (
    <li id={id} role="option" aria-selected={isSelected}>
      {words}
    </li>
  )
})

function wordsOf(clip: PlacedClip, ordinal: number, facts: CutFacts, { rate }: Sequence): string {
  const { timeline } = texts.edit
  const { item, startFrame } = clip
  const name = item.isOff ? timeline.off(nameOf(clip, facts)) : nameOf(clip, facts)
  return timeline.clip(ordinal, name, timecodeOf(startFrame, rate), timecodeOf(item.frameCount, rate))
}

function nameOf({ item, track }: PlacedClip, facts: CutFacts): string {
  const { timeline } = texts.edit
  if (item.source.kind === 'sound') {
    const file = facts.sources.get(item.source.mediaId)?.fileName ?? ''
    return timeline.sound(timeline.tracks[track.name] ?? track.name, file)
  }
  const shot = item.shotId === null ? undefined : facts.shots.get(item.shotId)
  const take = takeOfClip(facts, item)
  const shownTake = take ? timeline.take(take.number) : item.source.kind === 'still' ? timeline.still : timeline.noTake
  const chosen = isNotChosen(facts, item) ? `${shownTake}, ${timeline.notChosen}` : shownTake
  return shot ? timeline.shot(shot.number, shot.title, chosen) : chosen
}
