import {
  ChevronFirst,
  ChevronLast,
  Captions,
  Maximize,
  PanelRight,
  Pause,
  Play,
  StepBack,
  StepForward,
} from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { timecodeOf } from '#model/timecode.ts'
import { planRender } from '#model/render-plan.ts'
import { runCommand } from '../../commands/registry.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useCut, useCutState } from '../../editor/cut-context.tsx'
import { takeOfClip } from '../../editor/cut-facts.ts'
import { clipAt } from '../../editor/placed-clips.ts'
import { useOpenSource } from '../../editor/source-session.ts'
import { useSettledCut } from '../../editor/use-settled-cut.ts'
import { usePlayheadFrame, usePlayheadValue } from '../../editor/use-playhead.ts'
import { useProject } from '../../frame/use-project.tsx'
import { useFullPicture } from '../../playback/use-full-picture.ts'
import { useTransport } from '../../playback/use-transport.tsx'
import { Viewer } from '../../playback/viewer.tsx'
import { texts } from '../../texts.ts'
import { useSettings } from '../settings/use-settings.ts'
import { IconButton } from '../../ui/button.tsx'
import { Plate } from '../../ui/chip.tsx'
import { ICON } from '../../ui/icon.ts'
import { barAt } from '../../ui/time-code.ts'
import { SourceViewer } from './source-viewer.tsx'
import { keepFocus } from './keep-focus.ts'
import { ticks, ticksFromFrames } from '#model/time.ts'

const words = texts.edit.viewer

/** During a drag the picture waits until the pointer rests. */
const REST_MS = 150

/** The film's picture with what plays it; `drawer` opens the inspector where there is no room for it beside. */
export function ViewerPanel({ drawer }: { drawer: { readonly isOpen: boolean; readonly toggle: () => void } | null }) {
  const { facts } = useCut()
  const shown = useSettledCut(REST_MS)
  const { values, change } = useSettings()
  const hasCaptions = values.showsCaptions
  const frame = useRef<HTMLElement>(null)
  const plan = useMemo(
    () => planRender(shown, { captions: facts.captions, areCaptionsShown: hasCaptions }),
    [shown, facts.captions, hasCaptions],
  )
  useFullPicture(frame)
  const { sources } = facts
  const sourceFacts = useCallback(
    (mediaId: string) => {
      const source = sources.get(mediaId)
      if (!source?.rate || !source.size) return undefined
      return { ...source.size, rate: source.rate, durationTicks: source.durationTicks }
    },
    [sources],
  )
  const source = useOpenSource()
  const sourceId = source?.mediaId ?? null
  const ofSource = useMemo(() => (sourceId === null ? undefined : sourceFacts(sourceId)), [sourceId, sourceFacts])
  return (
    <section
      ref={frame}
      aria-label={ofSource ? texts.edit.source.label : words.label}
      className="flex size-full min-w-0 flex-col bg-app"
    >
      {source && ofSource && <SourceViewer key={source.takeId} source={source} facts={ofSource} />}
      <div className={ofSource ? 'hidden' : 'min-h-0 grow bg-surround p-3'}>
        <Viewer plan={plan} facts={sourceFacts}>
          <ClipPlates />
        </Viewer>
      </div>
      <div
        className={`grid h-11 shrink-0 grid-cols-[1fr_auto_1fr] items-center gap-3 px-3 ${ofSource ? 'hidden' : ''}`}
        {...keepFocus}
      >
        <Clock />
        <PlayButtons />
        <div className="flex items-center justify-end gap-1">
          <IconButton
            name={words.captions}
            look="quiet"
            isOn={hasCaptions}
            onClick={() => change({ showsCaptions: !hasCaptions })}
          >
            <Captions {...ICON} />
          </IconButton>
          <IconButton
            name={words.full}
            keys={<CommandKeys id="frame.fullPicture" />}
            look="quiet"
            onClick={() => runCommand('frame.fullPicture')}
          >
            <Maximize {...ICON} />
          </IconButton>
          {drawer && (
            <IconButton name={texts.edit.inspector.label} look="quiet" isOn={drawer.isOpen} onClick={drawer.toggle}>
              <PanelRight {...ICON} />
            </IconButton>
          )}
        </div>
      </div>
    </section>
  )
}

/** What is on screen just now, at the bottom of the picture. */
function ClipPlates() {
  const { facts } = useCut()
  const shown = useCutState(state => state.shown)
  const itemId = usePlayheadValue(shown, at => clipAt(shown, at)?.item.id ?? null)
  const clip = useMemo(
    () => (itemId === null ? undefined : shown.tracks[0]?.items.find(({ id }) => id === itemId)),
    [shown, itemId],
  )
  if (clip?.kind !== 'clip') return null
  const shot = clip.shotId === null ? undefined : facts.shots.get(clip.shotId)
  const take = takeOfClip(facts, clip)
  const percent = Math.round((100 * clip.speed.numerator) / clip.speed.denominator)
  return (
    <>
      {shot && take && <Plate className="absolute right-3 top-3">{words.plate(shot.number, take.number)}</Plate>}
      {percent !== 100 && <Plate className="absolute right-3 bottom-3">{words.speed(percent)}</Plate>}
    </>
  )
}

function Clock() {
  const sequence = useCutState(state => state.sequence)
  const { song, rate } = useProject()
  const frame = usePlayheadFrame(sequence)
  const inSong = ticks(Math.max(0, ticksFromFrames(frame, rate) - ticksFromFrames(sequence.film.headFrames, rate)))
  const bar = song && barAt(inSong, song.beats, song.downbeats)
  return (
    <p className="flex items-baseline gap-3 whitespace-nowrap">
      <b className="text-18 font-medium tabular-nums">{timecodeOf(frame, rate)}</b>
      {bar && <span className="text-12 text-soft tabular-nums max-wide:hidden">{words.bar(bar.bar, bar.beat)}</span>}
    </p>
  )
}

function PlayButtons() {
  const isPlaying = useTransport(state => state.isPlaying)
  return (
    <div className="flex items-center gap-1">
      <Command id="edit.cutBack" name={words.cutBack}>
        <ChevronFirst {...ICON} />
      </Command>
      <Command id="edit.frameBack" name={texts.edit.commands.frameBack}>
        <StepBack {...ICON} />
      </Command>
      <IconButton
        name={isPlaying ? words.stop : words.play}
        keys={<CommandKeys id="play.toggle" />}
        className="w-10!"
        onClick={() => runCommand('play.toggle')}
      >
        {isPlaying ? <Pause {...ICON} /> : <Play {...ICON} />}
      </IconButton>
      <Command id="edit.frameOn" name={texts.edit.commands.frameOn}>
        <StepForward {...ICON} />
      </Command>
      <Command id="edit.cutOn" name={words.cutOn}>
        <ChevronLast {...ICON} />
      </Command>
    </div>
  )
}

function Command({
  id,
  name,
  children,
}: {
  id: 'edit.cutBack' | 'edit.cutOn' | 'edit.frameBack' | 'edit.frameOn'
  name: string
  children: React.ReactNode
}) {
  return (
    <IconButton name={name} keys={<CommandKeys id={id} />} look="quiet" onClick={() => runCommand(id)}>
      {children}
    </IconButton>
  )
}
