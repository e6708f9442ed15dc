import { ArrowDownToLine, ArrowRightToLine, Pause, Play, StepBack, StepForward, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { timecodeOf } from '#model/timecode.ts'
import { ticks, ticksFromFrames } from '#model/time.ts'
import { useStore } from 'zustand'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { closeSource, markSource, type OpenSource } from '../../editor/source-session.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { frameAtTicks } from '../../playback/preview.ts'
import { TakePlayer } from '../../playback/take-player.tsx'
import type { Transport } from '../../playback/transport.ts'
import type { TakeFacts } from '../../playback/video-pool.ts'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Plate } from '../../ui/chip.tsx'
import { ICON } from '../../ui/icon.ts'
import { Slider } from '../../ui/slider.tsx'
import { focusTimeline, keepFocus } from './keep-focus.ts'
import { goWhereUsed } from './where-used.ts'
import { useDesk } from './use-desk.ts'

const words = texts.edit.source

type Props = { readonly source: OpenSource; readonly facts: TakeFacts }

/** A take on its own, in the place of the film's picture: its keys are the transport's and the marks'. Escape leads back. */
export function SourceViewer({ source, facts }: Props) {
  const { facts: cutFacts } = useCut()
  const [transport, setTransport] = useState<Transport | null>(null)
  const take = cutFacts.takes.get(source.takeId)
  const shot = take && cutFacts.shots.get(take.shotIds[0] ?? '')
  useEffect(() => transport?.seek(source.atTicks), [transport, source.atTicks])
  return (
    <>
      <div className="min-h-0 grow bg-surround p-3">
        <TakePlayer mediaId={source.mediaId} facts={facts} onTransport={setTransport}>
          {take && (
            <Plate className="absolute top-3 right-3">
              {shot ? texts.edit.viewer.plate(shot.number, take.number) : texts.edit.takes.take(take.number)}
            </Plate>
          )}
        </TakePlayer>
      </div>
      {transport && <SourceControls source={source} facts={facts} transport={transport} />}
    </>
  )
}

function SourceControls({ source, facts, transport }: Props & { transport: Transport }) {
  const desk = useDesk()
  const { rate, durationTicks } = facts
  const frame = useStore(transport.store, ({ positionTicks }) => frameAtTicks(positionTicks, rate))
  const isPlaying = useStore(transport.store, state => state.isPlaying)
  const lastFrame = Math.max(0, frameAtTicks(durationTicks - 1, rate))
  const here = (): number => frameAtTicks(transport.nowTicks(), rate)
  const go = (to: number): void => transport.seek(ticksFromFrames(Math.min(lastFrame, Math.max(0, to)), rate))
  const close = (): void => {
    closeSource()
    focusTimeline()
  }
  const goTo = (at: number | null): void => {
    if (at !== null) go(frameAtTicks(at, rate))
  }
  useCommands({
    'play.toggle': () => transport.toggle(),
    'play.back': () => transport.shuttle(-1),
    'play.stop': () => transport.pause(),
    'play.forward': () => transport.shuttle(1),
    'play.frameBack': () => transport.step(-1, rate),
    'play.frameOn': () => transport.step(1, rate),
    'play.start': () => go(0),
    'play.end': () => go(lastFrame),
    'edit.frameBack': () => transport.step(-1, rate),
    'edit.frameOn': () => transport.step(1, rate),
    'edit.markIn': () => markSource({ inTicks: ticksFromFrames(here(), rate) }),
    // The frame that is seen is the last that is meant.
    'edit.markOut': () => markSource({ outTicks: ticksFromFrames(here() + 1, rate) }),
    'edit.goIn': () => goTo(source.inTicks),
    'edit.goOut': () => goTo(source.outTicks === null ? null : source.outTicks - 1),
    'edit.clearMarks': () => {
      markSource({ inTicks: null })
      markSource({ outTicks: null })
    },
    'edit.reverseMatch': () => {
      if (goWhereUsed(desk, source.mediaId, ticksFromFrames(here(), rate))) close()
    },
    'edit.deselect': close,
  })
  // One thing plays at a time.
  useEffect(() => desk.transport.pause(), [desk.transport])
  const share = (at: number): string => `${(100 * at) / durationTicks}%`
  const [from, to] = [source.inTicks ?? 0, source.outTicks ?? durationTicks]
  return (
    <div className="shrink-0 px-3" {...keepFocus}>
      <div className="relative">
        {(source.inTicks !== null || source.outTicks !== null) && (
          <span
            aria-hidden="true"
            className="absolute top-1 h-4 rounded-small bg-now-dim inset-ring inset-ring-now"
            style={{ left: share(from), width: share(to - from) }}
          />
        )}
        <Slider
          name={words.position}
          value={frame}
          min={0}
          max={Math.max(1, lastFrame)}
          change={go}
          say={value => timecodeOf(value, rate)}
          className="relative"
        />
      </div>
      <div className="grid h-11 grid-cols-[1fr_auto_1fr] items-center gap-3">
        <p className="flex items-baseline gap-3 whitespace-nowrap">
          <b className="text-18 font-medium tabular-nums">{timecodeOf(frame, rate)}</b>
          <span className="text-12 text-soft tabular-nums max-wide:hidden">
            {words.marked(timecodeOf(frameAtTicks(ticks(to - from), rate), rate))}
          </span>
        </p>
        <div className="flex items-center gap-1">
          <Way id="edit.frameBack" name={texts.edit.commands.frameBack}>
            <StepBack {...ICON} />
          </Way>
          <Way id="play.toggle" name={isPlaying ? texts.edit.viewer.stop : texts.edit.viewer.play}>
            {isPlaying ? <Pause {...ICON} /> : <Play {...ICON} />}
          </Way>
          <Way id="edit.frameOn" name={texts.edit.commands.frameOn}>
            <StepForward {...ICON} />
          </Way>
        </div>
        <div className="flex items-center justify-end gap-1">
          <Way id="edit.insertTake" name={texts.edit.commands.insertTake}>
            <ArrowRightToLine {...ICON} />
          </Way>
          <Way id="edit.overwriteTake" name={texts.edit.commands.overwriteTake}>
            <ArrowDownToLine {...ICON} />
          </Way>
          <Way id="edit.deselect" name={words.back}>
            <X {...ICON} />
          </Way>
        </div>
      </div>
    </div>
  )
}

type WayId =
  | 'edit.frameBack'
  | 'edit.frameOn'
  | 'edit.insertTake'
  | 'edit.overwriteTake'
  | 'edit.deselect'
  | 'play.toggle'

function Way({ id, name, children }: { id: WayId; name: string; children: React.ReactNode }) {
  return (
    <IconButton name={name} keys={<CommandKeys id={id} />} look="quiet" onClick={() => runCommand(id)}>
      {children}
    </IconButton>
  )
}
