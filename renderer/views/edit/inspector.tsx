import { useMemo, useState } from 'react'
import type { PlacedClip } from '../../editor/placed-clips.ts'
import { useCut, useCutState } from '../../editor/cut-context.tsx'
import { sectionAt } from '../../editor/cut-facts.ts'
import { clipAt, clipById } from '../../editor/placed-clips.ts'
import { useSession } from '../../editor/session.ts'
import { useSettledCut } from '../../editor/use-settled-cut.ts'
import { usePlayheadValue } from '../../editor/use-playhead.ts'
import { texts } from '../../texts.ts'
import { Segments } from '../../ui/choice.tsx'
import { SectionSquare } from '../../ui/section.tsx'
import { HistoryPart } from './inspector/history-part.tsx'
import { PlacePart } from './inspector/place-part.tsx'
import { SeamPart } from './inspector/seam-part.tsx'
import { SoundPart } from './inspector/sound-part.tsx'
import { SourcePart } from './inspector/source-part.tsx'
import { SpeedPart } from './inspector/speed-part.tsx'
import { TransitionPart } from './inspector/transition-part.tsx'
import type { CutHistory } from './use-cut-history.ts'

const words = texts.edit.inspector

type Tab = 'clip' | 'history'

/** The clip that is selected, or the one under the play-head: its source, speed, place and transition; and what was done to the cut. */
export function Inspector({ history }: { history: CutHistory }) {
  const [tab, setTab] = useState<Tab>('clip')
  const clip = useShownClip()
  const selection = useSession(state => state.selection)
  const tracks = useCutState(state => state.sequence.tracks)
  const count = useMemo(
    () => tracks.flatMap(({ items }) => items).filter(({ id }) => selection.has(id)).length,
    [tracks, selection],
  )
  const { facts } = useCut()
  const shot = clip?.item.shotId ? facts.shots.get(clip.item.shotId) : undefined
  const source = clip?.item.source.kind === 'sound' ? facts.sources.get(clip.item.source.mediaId) : undefined
  const section = clip && sectionAt(facts.sections, clip.startFrame)
  return (
    <aside aria-label={words.label} className="flex size-full min-h-0 flex-col overflow-y-auto bg-panel">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4">
        {clip ? (
          <>
            <SectionSquare label={section?.label ?? null} />
            <h2 className="truncate font-strong">
              {shot ? `${shot.number} ${shot.title}` : (source?.fileName ?? words.clip)}
            </h2>
          </>
        ) : (
          <h2 className="font-strong">{words.nothing}</h2>
        )}
      </header>
      <div className="flex flex-col px-4 pt-3 pb-6">
        <Segments
          name={words.tabs}
          value={tab}
          choose={setTab}
          options={[
            { value: 'clip', label: words.clip },
            { value: 'history', label: words.history },
          ]}
        />
        {count > 1 && <p className="pt-3 text-12 text-soft">{words.several(count)}</p>}
        {tab === 'history' ? (
          <HistoryPart history={history} clip={clip} />
        ) : clip ? (
          <ClipParts clip={clip} />
        ) : (
          <p className="pt-4 text-soft">{words.nothingBody}</p>
        )}
      </div>
    </aside>
  )
}

function ClipParts({ clip }: { clip: PlacedClip }) {
  if (clip.item.source.kind === 'sound') {
    return (
      <>
        <SoundPart clip={clip} />
        <PlacePart clip={clip} />
      </>
    )
  }
  return (
    <>
      <SourcePart clip={clip} />
      <SpeedPart clip={clip} />
      <PlacePart clip={clip} />
      <TransitionPart clip={clip} />
      <SeamPart clip={clip} end="in" />
      <SeamPart clip={clip} end="out" />
    </>
  )
}

function useShownClip(): PlacedClip | undefined {
  const shown = useSettledCut(60, 120)
  const selection = useSession(state => state.selection)
  const under = usePlayheadValue(shown, frame => clipAt(shown, frame)?.item.id ?? null)
  const [first] = selection
  const id = first !== undefined && clipById(shown, first) ? first : under
  return id === null ? undefined : clipById(shown, id)
}
