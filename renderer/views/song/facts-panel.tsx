import type { ReactNode } from 'react'
import { TriangleAlert } from 'lucide-react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { secondsFromTicks } from '#model/time.ts'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { clock } from '../../ui/clock.ts'
import { ICON } from '../../ui/icon.ts'
import { sizeText } from '../../ui/size.ts'

const { facts: words } = texts.song

/** What is known of the song and its file. */
export function FactsPanel({ song }: { song: SongScreen }) {
  const { file, tags, warnings } = song
  const kind = file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.') + 1).toUpperCase() : ''
  return (
    <section aria-label={words.title} className="flex size-full min-w-0 flex-col">
      <header className="flex h-10 shrink-0 items-center border-b border-line px-4">
        <h2 className="font-strong">{words.title}</h2>
      </header>
      <div className="min-h-0 grow overflow-auto px-4 py-2">
        {(file.isMissing ? [words.missing, ...warnings] : warnings).map(warning => (
          <p key={warning} className="mb-2 flex gap-2 text-warn">
            <TriangleAlert {...ICON} className="mt-0.5 shrink-0" />
            {warning}
          </p>
        ))}
        {file.isMissing && (
          <Button size="small" className="mb-2 ml-6" onClick={() => runCommand('frame.findFiles')}>
            {texts.health.waysOut['frame.findFiles']}
          </Button>
        )}
        {song.hasCover && (
          // What it shows is said by title and album below.
          <img src={`/cover/${song.mediaId}`} alt="" className="my-2 size-24 rounded-card object-cover" />
        )}
        <dl>
          <Fact name={words.titleTag} value={tags.title} />
          <Fact name={words.artist} value={tags.artist} />
          <Fact name={words.album} value={[tags.album, tags.year].filter(part => part !== null).join(', ')} />
          <Fact name={words.file} value={file.name} />
          <Fact
            name={words.format}
            value={[kind, words.kilohertz(song.sampleRate), sizeText(file.sizeBytes)]
              .filter(part => part !== '')
              .join(' · ')}
          />
          <Fact name={words.length} value={clock(secondsFromTicks(song.durationTicks))} />
          <Fact
            name={words.tempo}
            value={[words.beatKinds[song.grid], song.repaired.grid ? words.byHand : ''].filter(Boolean).join(', ')}
          />
        </dl>
      </div>
    </section>
  )
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  if (value === null || value === '') return null
  return (
    <div className="flex gap-4 py-0.5">
      <dt className="shrink-0 text-soft">{name}</dt>
      <dd className="min-w-0 grow text-right break-words">{value}</dd>
    </div>
  )
}
