import { AlertTriangle, ChevronLeft, ChevronRight, Ellipsis, Metronome, Play, Repeat, Square, X } from 'lucide-react'
import { useState } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { runCommand } from '../../commands/registry.ts'
import type { CommandId } from '../../commands/catalogue.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useTransport } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import { Tip } from '../../ui/tip.tsx'
import { barsText } from './beats.ts'
import { useSongStore } from './song-store.ts'
import { useSongEdits } from './use-song-edits.ts'
import { useTapped } from './use-taps.ts'

const { bar } = texts.song

/** Metres offered; others can be had by halving and doubling. */
const METERS = [2, 3, 4, 5, 6, 7]

/** Playing, and what hands do to the beat: to the whole song, or to what is marked. */
export function SongBar({ song }: { song: SongScreen }) {
  return (
    <div
      role="toolbar"
      aria-label={bar.label}
      className="flex h-10 shrink-0 items-center gap-1.5 overflow-x-auto border-b border-line bg-app px-2"
    >
      <Playing />
      <Line />
      <Scope song={song} />
      <Tempo song={song} />
      <Meter song={song} />
      <CommandButton id="song.halve" text={bar.halve} />
      <CommandButton id="song.double" text={bar.double} />
      <TapButton />
      <CommandButton id="song.one" text={bar.one} />
      <span className="flex gap-1">
        <IconButton
          name={bar.earlier}
          keys={<CommandKeys id="song.nudgeBack" />}
          onClick={() => runCommand('song.nudgeBack')}
        >
          <ChevronLeft {...ICON} />
        </IconButton>
        <IconButton
          name={bar.later}
          keys={<CommandKeys id="song.nudgeOn" />}
          onClick={() => runCommand('song.nudgeOn')}
        >
          <ChevronRight {...ICON} />
        </IconButton>
      </span>
      <span className="min-w-2 grow" />
      <DoubtCount song={song} />
      <More song={song} />
    </div>
  )
}

function Line() {
  return <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-line-strong" />
}

function Playing() {
  const isPlaying = useTransport(state => state.isPlaying)
  const isLoopOn = useSongStore(state => state.isLoopOn)
  const isMarked = useSongStore(state => state.marked !== null)
  const isClickOn = useSongStore(state => state.isClickOn)
  return (
    <>
      <IconButton
        name={isPlaying ? bar.stop : bar.play}
        keys={<CommandKeys id="play.toggle" />}
        onClick={() => runCommand('play.toggle')}
      >
        {isPlaying ? <Square {...ICON} /> : <Play {...ICON} />}
      </IconButton>
      <Tip text={texts.song.commands.loop} keys={<CommandKeys id="song.loop" />}>
        <Button look={isLoopOn ? 'plain' : 'quiet'} isOn={isLoopOn} onClick={() => runCommand('song.loop')}>
          <Repeat {...ICON} />
          {isMarked ? bar.loopMarked : bar.loop}
        </Button>
      </Tip>
      <Tip text={texts.song.commands.click} keys={<CommandKeys id="song.click" />}>
        <Button look={isClickOn ? 'plain' : 'quiet'} isOn={isClickOn} onClick={() => runCommand('song.click')}>
          <Metronome {...ICON} />
          <span className="max-wide:sr-only">{bar.click}</span>
        </Button>
      </Tip>
    </>
  )
}

/** What is changed: the whole song, or what is marked. */
function Scope({ song }: { song: SongScreen }) {
  const marked = useSongStore(state => state.marked)
  if (!marked) {
    return (
      <Tip text={bar.scopeHint}>
        <span className="shrink-0 px-1 text-12 whitespace-nowrap text-soft max-wide:sr-only">{bar.wholeSong}</span>
      </Tip>
    )
  }
  return (
    <span className="inline-flex h-6 shrink-0 items-center gap-1 rounded-full bg-now-dim pr-1 pl-2.5 text-12 whitespace-nowrap">
      {barsText(song, marked)}
      <button
        type="button"
        aria-label={bar.unmark}
        onClick={() => runCommand('song.unmark')}
        className="flex size-4.5 items-center justify-center rounded-full hover:bg-control-hover"
      >
        <X size={11} strokeWidth={2} aria-hidden="true" />
      </button>
    </span>
  )
}

function Tempo({ song }: { song: SongScreen }) {
  const edit = useSongEdits()
  const kept = song.tempoBpm === null ? '' : song.tempoBpm.toFixed(2)
  const [typed, setTyped] = useState<string | null>(null)

  function settle(): void {
    const bpm = Number((typed ?? '').replace(',', '.'))
    setTyped(null)
    if (typed === null || typed === kept || !(bpm >= 20 && bpm <= 400)) return
    edit(texts.song.names.tempo(bpm), { kind: 'tempo', bpm })
  }

  return (
    <label className="flex h-7 shrink-0 items-center gap-1 rounded-control bg-raised px-2 inset-ring inset-ring-control-edge focus-within:outline-2 focus-within:outline-now">
      <input
        aria-label={bar.tempo}
        inputMode="decimal"
        value={typed ?? kept}
        placeholder="–"
        onChange={event => setTyped(event.target.value)}
        onFocus={event => event.target.select()}
        onBlur={settle}
        onKeyDown={event => {
          if (event.key === 'Escape') setTyped(null)
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
        className="w-12 bg-transparent text-right font-medium outline-none"
      />
      <span className="text-12 text-soft">{bar.bpm}</span>
    </label>
  )
}

function Meter({ song }: { song: SongScreen }) {
  const edit = useSongEdits()
  const shown = song.meter === null ? '–' : bar.meterOf(song.meter)
  const entries = METERS.map(meter => ({
    label: bar.meterOf(meter),
    isOn: meter === song.meter,
    run: () => edit(texts.song.names.meter(meter), { kind: 'meter', meter, span: useSongStore.getState().marked }),
  }))
  return <Menu trigger={<Button aria-label={bar.meterNamed(shown)}>{shown}</Button>} entries={entries} />
}

function CommandButton({ id, text }: { id: 'song.halve' | 'song.double' | 'song.one'; text: string }) {
  const names = { 'song.halve': 'halve', 'song.double': 'double', 'song.one': 'one' } as const
  return (
    <Tip text={texts.song.commands[names[id]]} keys={<CommandKeys id={id satisfies CommandId} />}>
      <Button onClick={() => runCommand(id)}>{text}</Button>
    </Tip>
  )
}

function TapButton() {
  const { count, bpm } = useTapped()
  return (
    <Button isOn={count > 0} onClick={() => runCommand('song.tap')} className="min-w-16">
      {count === 0 ? bar.tap : bar.taps(count, bpm)}
      {count === 0 && <CommandKeys id="song.tap" />}
    </Button>
  )
}

function DoubtCount({ song }: { song: SongScreen }) {
  const count = song.doubts.length
  return (
    <>
      <span
        className={`flex shrink-0 items-center gap-1.5 text-12 whitespace-nowrap ${count > 0 ? 'text-warn' : 'text-soft'}`}
      >
        {count > 0 && <AlertTriangle {...ICON} />}
        <span className="max-wide:sr-only">{bar.doubts(count)}</span>
        {count > 0 && (
          <span aria-hidden="true" className="wide:hidden">
            {count}
          </span>
        )}
      </span>
      {count > 0 && (
        <Button onClick={() => runCommand('song.nextDoubt')}>
          {bar.next}
          <CommandKeys id="song.nextDoubt" />
        </Button>
      )}
    </>
  )
}

function More({ song }: { song: SongScreen }) {
  const { commands } = texts.song
  return (
    <>
      <Line />
      <Button look="quiet" onClick={() => runCommand('song.replace')} className="max-wide:hidden">
        {bar.replace}
      </Button>
      <Menu
        trigger={
          <Button look="quiet" aria-label={bar.more} className="w-7 px-0!">
            <Ellipsis {...ICON} />
          </Button>
        }
        entries={[
          { label: bar.replace, run: () => runCommand('song.replace') },
          'line',
          {
            label: commands.forget,
            run: () => runCommand('song.forget'),
            isDisabled: !song.repaired.grid,
          },
          {
            label: commands.forgetSections,
            run: () => runCommand('song.forgetSections'),
            isDisabled: !song.repaired.sections,
          },
          'line',
          { label: commands.fit, run: () => runCommand('song.fit'), keys: <CommandKeys id="song.fit" /> },
          { label: commands.zoomIn, run: () => runCommand('song.zoomIn'), keys: <CommandKeys id="song.zoomIn" /> },
          { label: commands.zoomOut, run: () => runCommand('song.zoomOut'), keys: <CommandKeys id="song.zoomOut" /> },
        ]}
      />
    </>
  )
}
