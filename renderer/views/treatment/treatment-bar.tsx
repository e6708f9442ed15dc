import { ClipboardPaste, Copy, MessageSquareReply, PanelRight, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { secondsFromFrames, type FrameRange } from '#model/time.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { clock } from '../../ui/clock.ts'
import { ICON } from '../../ui/icon.ts'
import { Slider } from '../../ui/slider.tsx'
import { CALMEST_PACING, FASTEST_PACING } from '#model/plan/pacing.ts'
import type { Pacing } from './use-pacing.ts'
import { useTreatment } from './use-treatment.tsx'

export const TABS = ['story', 'look', 'shots'] as const
export type Tab = (typeof TABS)[number]

type Props = {
  readonly tab: Tab
  readonly setTab: (tab: Tab) => void
  readonly pacing: Pacing
  readonly draftCount: number
  readonly showNotes: () => void
  readonly toggleInspector: () => void
}

/** The bar over the treatment: its tabs, what it comes to, the pacing, and the ways in and out. */
export function TreatmentBar({ tab, setTab, pacing, draftCount, showNotes, toggleInspector }: Props) {
  const view = useTreatment()
  const { shots, compromises, songFrames } = view
  return (
    <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4 max-wide:gap-2 max-wide:px-2">
      <div role="tablist" aria-label={texts.treatment.tabs} className="flex h-full shrink-0">
        {TABS.map((name, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`treatment-tab-${name}`}
            aria-selected={name === tab}
            aria-controls="treatment-tab-panel"
            tabIndex={name === tab ? 0 : -1}
            onClick={() => setTab(name)}
            onKeyDown={event => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
              const next = TABS[index + step]
              if (step === 0 || next === undefined) return
              event.preventDefault()
              setTab(next)
              document.getElementById(`treatment-tab-${next}`)?.focus()
            }}
            className={`relative h-full px-3 font-medium ${name === tab ? 'text-text after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-now' : 'text-soft hover:text-text'}`}
          >
            {texts.treatment[name]}
          </button>
        ))}
      </div>
      <Divider />
      <Summary draft={pacing.draft} />
      {compromises.length > 0 && songFrames !== null && (
        <Button look="quiet" size="small" onClick={showNotes} aria-label={texts.treatment.notes(compromises.length)}>
          <StickyNote {...ICON} size={13} />
          <span className="max-wide:hidden">{texts.treatment.notes(compromises.length)}</span>
          <span className="wide:hidden">{compromises.length}</span>
        </Button>
      )}
      <span className="grow" />
      {songFrames !== null && shots.length > 0 && <PacingSlider pacing={pacing} />}
      <BarButton name={texts.treatment.paste} icon={<ClipboardPaste {...ICON} />} command="treatment.paste" />
      {shots.length > 0 && (
        <>
          <BarButton name={texts.treatment.copyBrief} icon={<Copy {...ICON} />} command="treatment.copyBrief" />
          <IconButton name={texts.treatment.readAnswer} look="plain" onClick={() => runCommand('treatment.readAnswer')}>
            <MessageSquareReply {...ICON} />
          </IconButton>
        </>
      )}
      {draftCount > 0 && (
        <Button look="primary" onClick={() => runCommand('treatment.make')}>
          {texts.treatment.make(draftCount)}
        </Button>
      )}
      {tab === 'shots' && shots.length > 0 && (
        <IconButton name={texts.treatment.showInspector} look="quiet" onClick={toggleInspector} className="wide:hidden">
          <PanelRight {...ICON} />
        </IconButton>
      )}
    </div>
  )
}

function BarButton({
  name,
  icon,
  command,
}: {
  name: string
  icon: ReactNode
  command: 'treatment.paste' | 'treatment.copyBrief'
}) {
  return (
    <>
      <Button onClick={() => runCommand(command)} className="max-wide:hidden">
        {icon}
        {name}
      </Button>
      <IconButton
        name={name}
        keys={<CommandKeys id={command} />}
        onClick={() => runCommand(command)}
        className="wide:hidden"
      >
        {icon}
      </IconButton>
    </>
  )
}

function Divider() {
  return <span aria-hidden="true" className="h-5 w-px shrink-0 bg-line" />
}

function Summary({ draft }: { draft: readonly FrameRange[] | null }) {
  const { shots, rate } = useTreatment()
  const places = draft ?? shots.flatMap(({ place }) => (place ? [place] : []))
  const frames = places.reduce((sum, { startFrame, endFrame }) => sum + endFrame - startFrame, 0)
  const seconds = secondsFromFrames(frames, rate)
  return (
    <span className="min-w-0 truncate text-soft">
      {places.length === 0
        ? texts.treatment.summary(shots.length, null, null)
        : texts.treatment.summary(shots.length, clock(seconds), (seconds / places.length).toFixed(2))}
    </span>
  )
}

function PacingSlider({ pacing }: { pacing: Pacing }) {
  const { value, prepare, change, settle } = pacing
  return (
    <div
      className="flex shrink-0 items-center gap-2 text-12 text-soft"
      onPointerEnter={prepare}
      onFocusCapture={prepare}
    >
      <span className="font-medium text-text">{texts.treatment.pacing}</span>
      <span className="max-wide:hidden">{texts.treatment.calm}</span>
      <Slider
        name={texts.treatment.pacing}
        value={value}
        min={CALMEST_PACING}
        max={FASTEST_PACING}
        step={5}
        change={change}
        settle={settle}
        say={texts.treatment.pacingSaid}
        className="w-36 max-wide:w-24"
      />
      <span className="max-wide:hidden">{texts.treatment.fast}</span>
    </div>
  )
}
