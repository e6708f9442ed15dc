import { AlertTriangle, Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { runCommand } from '../../commands/registry.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { barsText } from './beats.ts'
import { showDoubt } from './show-doubt.ts'
import { useSongStore } from './song-store.ts'
import { useSongEdits } from './use-song-edits.ts'

type Doubt = SongScreen['doubts'][number]

const { doubts: words, names } = texts.song

/** The doubtful spans with the best guess why, and what can be done about each. */
export function DoubtsPanel({ song, children }: { song: SongScreen; children?: ReactNode }) {
  const { doubts, settled } = song
  return (
    <section aria-label={words.title} className="flex size-full min-w-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4">
        <h2 className="font-strong">{words.title}</h2>
        <span className="truncate text-12 text-soft">{settled.length > 0 && words.settled(settled.length)}</span>
      </header>
      <div className="min-h-0 grow overflow-auto">
        {doubts.length === 0 && (
          <p className="flex items-center gap-2.5 px-4 py-3 text-soft">
            <Check {...ICON} className="shrink-0 text-ok" />
            {settled.length > 0 ? words.noneSettled : words.none}
          </p>
        )}
        <ul>
          {doubts.map(doubt => (
            <DoubtRow key={doubt.startTicks} song={song} doubt={doubt} />
          ))}
        </ul>
        {settled.length > 0 && (
          <p className="flex gap-2.5 px-4 py-3 text-soft">
            <Check {...ICON} className="mt-0.5 shrink-0 text-ok" />
            {words.settledBy(settled.map(span => barsText(song, span).toLowerCase()).join(', '))}
          </p>
        )}
        {children}
      </div>
    </section>
  )
}

function DoubtRow({ song, doubt }: { song: SongScreen; doubt: Doubt }) {
  const isHere = useSongStore(state => state.doubtTicks === doubt.startTicks)
  const transport = useTransportControls()
  const section = song.sections.findLast(({ startTicks }) => startTicks <= doubt.startTicks + 1)
  return (
    <li className={`border-b border-line ${isHere ? 'bg-raised' : ''}`}>
      <button
        type="button"
        aria-expanded={isHere}
        onClick={() => showDoubt(song, doubt, transport)}
        className="flex w-full gap-2.5 px-4 pt-2.5 pb-2 text-left hover:bg-raised"
      >
        <AlertTriangle {...ICON} className="mt-0.5 shrink-0 text-warn" />
        <span className="min-w-0 grow">
          <span className="flex gap-3">
            <b className="min-w-0 grow truncate font-strong">
              {words.where(barsText(song, doubt), section?.name ?? '')}
            </b>
            <span className="shrink-0 text-soft">{words.sure(Math.round(100 * doubt.confidence))}</span>
          </span>
          <span className="block text-pretty text-soft">{words.reason(doubt.reason)}</span>
        </span>
      </button>
      {isHere && <Answers song={song} doubt={doubt} />}
    </li>
  )
}

function Answers({ song, doubt }: { song: SongScreen; doubt: Doubt }) {
  const edit = useSongEdits()
  const transport = useTransportControls()
  const { startTicks, endTicks, reason } = doubt
  const span = { startTicks, endTicks }
  const hasBeats = song.grid === 'beat'

  function tapIt(): void {
    useSongStore.setState({ marked: span, isLoopOn: true })
    transport.setLoop(span)
    transport.seek(startTicks)
    transport.play()
  }

  return (
    <div className="flex flex-wrap gap-1.5 px-4 pb-3 pl-10">
      <Button look="primary" size="small" onClick={() => runCommand('song.keepDoubt')}>
        {words.keep(hasBeats ? song.tempoBpm : null)}
        <CommandKeys id="song.keepDoubt" />
      </Button>
      {hasBeats && reason.kind !== 'double' && (
        <Button size="small" onClick={() => edit(names.halve, { kind: 'halve', span })}>
          {words.halve}
        </Button>
      )}
      {reason.kind === 'double' && (
        <Button size="small" onClick={() => edit(names.double, { kind: 'double', span })}>
          {words.double}
        </Button>
      )}
      <Button size="small" onClick={tapIt}>
        {words.tap}
      </Button>
    </div>
  )
}
