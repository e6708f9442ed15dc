import {
  ArrowLeftRight,
  ChevronDown,
  FoldHorizontal,
  Hand,
  Magnet,
  Minus,
  MousePointer2,
  MoveHorizontal,
  Pin,
  Plus,
  Scissors,
  Search,
  StretchHorizontal,
  UnfoldHorizontal,
  WandSparkles,
} from 'lucide-react'
import { useMemo, type ComponentType } from 'react'
import type { SequenceCard } from '#model/contract/sequences-contract.ts'
import { filmFrames } from '#model/sequence.ts'
import { commandInfo, type CommandId } from '../../commands/catalogue.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCut, useCutState } from '../../editor/cut-context.tsx'
import { isNotChosen } from '../../editor/cut-facts.ts'
import { pictureClips } from '../../editor/placed-clips.ts'
import { openVersion, session, useSession, type Tool } from '../../editor/session.ts'
import { playheadOf } from '../../editor/use-playhead.ts'
import { scaleOfShare, viewSpan, zoomedAbout, zoomShare } from '../../editor/view-span.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import { Slider } from '../../ui/slider.tsx'
import { Tip } from '../../ui/tip.tsx'
import { keepFocus } from './keep-focus.ts'

const words = texts.edit.bar

const TOOL_ICONS: readonly (readonly [Tool, ComponentType<typeof ICON>])[] = [
  ['select', MousePointer2],
  ['ripple', FoldHorizontal],
  ['roll', UnfoldHorizontal],
  ['slip', ArrowLeftRight],
  ['slide', MoveHorizontal],
  ['rate', StretchHorizontal],
  ['razor', Scissors],
  ['hand', Hand],
  ['zoom', Search],
]

/** Over the timeline: which version, the tools, snapping, how it differs from the plan, and the zoom. */
export function EditBar({ versions }: { versions: readonly SequenceCard[] }) {
  return (
    <div
      className="flex h-10 shrink-0 items-center gap-2 overflow-hidden border-y border-line bg-panel px-3"
      {...keepFocus}
    >
      <Versions versions={versions} />
      <Counts />
      <Tools />
      <Snapping />
      <div className="grow" />
      <PlanState />
      <Button size="small" onClick={() => runCommand('edit.assemble')}>
        <WandSparkles {...SMALL_ICON} />
        {words.assemble}
      </Button>
      <Zoom />
    </div>
  )
}

const entry = (id: CommandId) => ({
  label: commandInfo(id).title,
  run: () => runCommand(id),
  keys: <CommandKeys id={id} />,
})

function Versions({ versions }: { versions: readonly SequenceCard[] }) {
  const { projectId, sequenceId } = useCut()
  const name = useCutState(state => state.sequence.name)
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={`${words.versions}: ${name}`} className="font-strong! text-text!">
          <span className="max-w-40 truncate">{name}</span>
          <ChevronDown {...SMALL_ICON} />
        </Button>
      }
      entries={[
        ...versions.map(version => ({
          label: version.name,
          isOn: version.id === sequenceId,
          run: () => openVersion(projectId, version.id),
        })),
        'line',
        entry('edit.duplicate'),
        entry('edit.rename'),
        'line',
        entry('edit.film'),
        entry('edit.pasteNotes'),
        entry('edit.addSound'),
      ]}
    />
  )
}

function Counts() {
  const { facts } = useCut()
  const sequence = useCutState(state => state.sequence)
  const { clips, notChosen, missing } = useMemo(() => {
    const all = pictureClips(sequence)
    return {
      clips: all.length,
      notChosen: all.filter(({ item }) => isNotChosen(facts, item)).length,
      missing: all.filter(({ item }) => item.source.kind === 'missing').length,
    }
  }, [sequence, facts])
  const parts = [
    words.clips(clips),
    ...(notChosen > 0 ? [words.notChosen(notChosen)] : []),
    ...(missing > 0 ? [words.noTake(missing)] : []),
  ]
  return <p className="truncate text-12 text-soft max-wide:hidden">{parts.join(', ')}</p>
}

function Tools() {
  const tool = useSession(state => state.tool)
  return (
    <div role="toolbar" aria-label={words.tools} className="flex items-center gap-0.5 pl-1">
      {TOOL_ICONS.map(([id, Icon]) => {
        const command: CommandId = `edit.${id}`
        return (
          <IconButton
            key={id}
            name={texts.edit.commands[id]}
            keys={<CommandKeys id={command} />}
            look="quiet"
            isOn={tool === id}
            onClick={() => runCommand(command)}
          >
            <Icon {...ICON} />
          </IconButton>
        )
      })}
    </div>
  )
}

function Snapping() {
  const isSnapping = useSession(state => state.isSnapping)
  return (
    <>
      <span aria-hidden="true" className="h-5 w-px bg-line" />
      <Tip text={texts.edit.commands.snap} keys={<CommandKeys id="edit.snap" />}>
        <Button
          size="small"
          isOn={isSnapping}
          look={isSnapping ? 'plain' : 'quiet'}
          onClick={() => runCommand('edit.snap')}
        >
          <Magnet {...SMALL_ICON} />
          <span className="max-wide:sr-only">{words.snap}</span>
        </Button>
      </Tip>
      <Tip text={texts.edit.commands.anchor} keys={<CommandKeys id="edit.anchor" />}>
        <Button size="small" look="quiet" onClick={() => runCommand('edit.anchor')}>
          <Pin {...SMALL_ICON} />
          <span className="max-wide:sr-only">{words.anchors}</span>
        </Button>
      </Tip>
    </>
  )
}

/** How many clips stand elsewhere than planned, once hands have been at them. */
function PlanState() {
  const { facts } = useCut()
  const sequence = useCutState(state => state.sequence)
  const moved = useMemo(
    () =>
      pictureClips(sequence).filter(({ item, startFrame, endFrame }) => {
        const place = item.shotId === null ? undefined : facts.plan.get(item.shotId)
        return place !== undefined && (place.startFrame !== startFrame || place.endFrame !== endFrame)
      }).length,
    [sequence, facts.plan],
  )
  return (
    <p className="truncate text-12 text-soft max-wide:hidden">
      {moved === 0 ? words.planKept : words.planMoved(moved)}
    </p>
  )
}

function Zoom() {
  const frames = useCutState(state => filmFrames(state.sequence.film))
  const leftFrame = useSession(state => state.leftFrame)
  const pointsPerFrame = useSession(state => state.pointsPerFrame)
  const width = useSession(state => state.viewWidth)
  const span = viewSpan({ leftFrame, pointsPerFrame }, width, frames)
  const transport = useTransportControls()
  const { editor } = useCut()
  function zoom(share: number): void {
    if (share === 0) return session.setState({ pointsPerFrame: null })
    const frame = playheadOf(transport, editor.store.getState().sequence).now()
    session.setState(zoomedAbout(span, frame, scaleOfShare(span, share) / span.pointsPerFrame))
  }
  return (
    <div className="flex shrink-0 items-center gap-1">
      <IconButton
        name={words.zoomOut}
        keys={<CommandKeys id="edit.zoomOut" />}
        size="small"
        look="quiet"
        onClick={() => runCommand('edit.zoomOut')}
      >
        <Minus {...SMALL_ICON} />
      </IconButton>
      <Slider name={words.zoom} min={0} max={100} value={zoomShare(span)} change={zoom} className="w-18" />
      <IconButton
        name={words.zoomIn}
        keys={<CommandKeys id="edit.zoomIn" />}
        size="small"
        look="quiet"
        onClick={() => runCommand('edit.zoomIn')}
      >
        <Plus {...SMALL_ICON} />
      </IconButton>
    </div>
  )
}
