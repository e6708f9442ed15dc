import { memo } from 'react'
import type { Sequence } from '#model/sequence.ts'
import { timecodeOf } from '#model/timecode.ts'
import { isNotChosen, takeOfClip, type CutFacts } from '../../../editor/cut-facts.ts'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { useSession } from '../../../editor/session.ts'
import { usePlayheadValue } from '../../../editor/use-playhead.ts'
import { texts } from '../../../texts.ts'

type Props = {
  clips: readonly PlacedClip[]
  facts: CutFacts
  sequence: Sequence
  label: string
}

/**
 * The clips as a list for those who do not see the drawing. It is the timeline's one stop of the keyboard: Up and Down go from cut to
 * cut, and what is under the play-head is the option that is read.
 */
export const ClipList = memo(function ClipList({ clips, facts, sequence, label }: Props) {
  const selection = useSession(state => state.selection)
  const current = usePlayheadValue(sequence, frame => {
    const found = clips.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame)
    return found?.item.id ?? null
  })
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
          words={wordsOf(clip, index + 1, facts, sequence)}
        />
      ))}
    </ul>
  )
})

const Option = memo(function Option({ id, isSelected, words }: { id: string; isSelected: boolean; words: string }) {
  return (
    <li id={id} role="option" aria-selected={isSelected}>
      {words}
    </li>
  )
})

function wordsOf({ item, startFrame }: PlacedClip, ordinal: number, facts: CutFacts, { rate }: Sequence): string {
  const { timeline } = texts.edit
  const shot = item.shotId === null ? undefined : facts.shots.get(item.shotId)
  const take = takeOfClip(facts, item)
  const shownTake = take ? timeline.take(take.number) : item.source.kind === 'still' ? timeline.still : timeline.noTake
  const chosen = isNotChosen(facts, item) ? `${shownTake}, ${timeline.notChosen}` : shownTake
  const name = shot ? timeline.shot(shot.number, shot.title, chosen) : chosen
  return timeline.clip(ordinal, name, timecodeOf(startFrame, rate), timecodeOf(item.frameCount, rate))
}
