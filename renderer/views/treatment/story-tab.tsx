import { Music } from 'lucide-react'
import { useState } from 'react'
import type { TreatmentSection } from '#model/contract/treatment-contract.ts'
import { secondsFromFrames } from '#model/time.ts'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { clock } from '../../ui/clock.ts'
import { sectionColour } from '../../ui/section.tsx'
import { Empty } from '../../ui/states.tsx'
import { useKeptWhenLeft } from '../../ui/use-kept-when-left.ts'
import { useEdits, useTreatment } from './use-treatment.tsx'

/** The sections of the song, each with a plain line of what happens in it. */
export function StoryTab() {
  const { sections } = useTreatment()
  if (sections.length === 0) {
    return (
      <Empty
        icon={<Music size={36} strokeWidth={1.3} aria-hidden="true" />}
        title={texts.treatment.noSections.title}
        body={texts.treatment.noSections.body}
      >
        <Button look="primary" onClick={() => runCommand('go.song')}>
          {texts.treatment.toSong}
        </Button>
      </Empty>
    )
  }
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <div className="mx-auto flex w-full max-w-220 flex-col px-6 py-5">
        <p className="mb-4 text-soft">{texts.treatment.storyHint}</p>
        <ul className="flex flex-col gap-2">
          {sections.map(section => (
            <StoryLine key={section.key} section={section} />
          ))}
        </ul>
      </div>
    </div>
  )
}

function StoryLine({ section }: { section: TreatmentSection }) {
  const { shots, rate } = useTreatment()
  const { setStory } = useEdits()
  const [draft, setDraft] = useState<string | null>(null)
  const numbers = shots.filter(({ sectionKey }) => sectionKey === section.key).map(({ number }) => number)
  const length = clock(secondsFromFrames(section.endFrame - section.startFrame, rate))
  const keep = (): void => {
    if (draft !== null && draft.trim() !== section.story) setStory(section.key, draft)
    setDraft(null)
  }
  useKeptWhenLeft(keep)
  return (
    <li className="flex gap-4 rounded-card bg-panel p-3 inset-ring inset-ring-line">
      <div className="w-44 shrink-0 border-l-3 pl-3" style={{ borderColor: sectionColour(section.label) }}>
        <h3 className="font-strong first-letter:uppercase">{section.name}</h3>
        <p className="text-12 text-soft">{texts.treatment.storyFacts(section.startBar, section.endBar, length)}</p>
        {numbers.length > 0 && (
          <p className="text-12 text-soft">{texts.treatment.storyShots(numbers[0]!, numbers.at(-1)!)}</p>
        )}
      </div>
      <textarea
        aria-label={texts.treatment.storyOf(section.name)}
        placeholder={texts.treatment.storyPlaceholder}
        value={draft ?? section.story}
        rows={2}
        onChange={event => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') setDraft(null)
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            keep()
          }
        }}
        className="field-sizing-content min-h-14 grow resize-none rounded-control bg-transparent px-2.5 py-1.5 text-text outline-offset-0 placeholder:text-faint hover:bg-raised focus:bg-raised"
      />
    </li>
  )
}
