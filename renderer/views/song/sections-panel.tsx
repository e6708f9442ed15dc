import { Ellipsis, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { SECTION_LABELS } from '#model/song.ts'
import { secondsFromTicks, ticksFromFrames } from '#model/time.ts'
import { runCommand } from '../../commands/registry.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { clock } from '../../ui/clock.ts'
import { ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import { SectionSquare, sectionColour } from '../../ui/section.tsx'
import { barNumber, barsIn } from './beats.ts'
import { useSongStore } from './song-store.ts'
import { useSongEdits } from './use-song-edits.ts'

type Section = SongScreen['sections'][number]

const { sections: words, names } = texts.song
const HEAD = 'px-3 font-body text-12 text-soft'
const CELL = 'px-3 text-right tabular-nums'

/** The sections as a table: go to one, name it, say what kind it is, split and join. */
export function SectionsPanel({ song }: { song: SongScreen }) {
  const named = song.sections.filter(({ isNamedByHand }) => isNamedByHand).length
  const count = song.sections.length
  return (
    <section aria-label={words.title} className="flex size-full min-w-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4">
        <h2 className="font-strong">{words.title}</h2>
        <span className="min-w-0 grow truncate text-12 text-soft">
          {song.repaired.sections ? words.setByHand(count) : words.foundBy(count, named)}
        </span>
        <Button size="small" onClick={() => runCommand('song.split')}>
          <Plus {...ICON} />
          {words.split}
          <CommandKeys id="song.split" />
        </Button>
      </header>
      <div className="min-h-0 grow overflow-auto">
        <table className="w-full border-collapse">
          <thead className="sticky top-0 z-10 bg-app">
            <tr className="h-7 border-b border-line">
              <th className={`${HEAD} text-left`}>
                <span className="pl-5.5">{words.name}</span>
              </th>
              <th className={`${HEAD} text-right`}>{words.bar}</th>
              <th className={`${HEAD} text-right`}>{words.starts}</th>
              <th className={`${HEAD} text-right`}>{words.bars}</th>
              <th className={`${HEAD} text-left max-wide:hidden`}>{words.energy}</th>
              <th className={`${HEAD} text-right`}>{words.shots}</th>
              <th className="w-8">
                <span className="sr-only">{words.kind}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {song.sections.map((section, index) => (
              <SectionRow key={index} song={song} section={section} index={index} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function SectionRow({ song, section, index }: { song: SongScreen; section: Section; index: number }) {
  const isChosen = useSongStore(state => state.sectionIndex === index)
  const transport = useTransportControls()
  const { places, rate } = useProject()
  const shots = places.filter(({ startFrame }) => {
    const at = ticksFromFrames(startFrame, rate)
    return at >= section.startTicks && at < section.endTicks
  }).length
  const energy = meanEnergy(song, section)

  function choose(): void {
    useSongStore.setState({ sectionIndex: index })
    transport.seek(section.startTicks)
  }

  return (
    <tr aria-selected={isChosen} onClick={choose} className={`h-7 ${isChosen ? 'bg-control' : 'hover:bg-raised'}`}>
      <td className="max-w-0 min-w-36 px-4">
        <Name section={section} index={index} choose={choose} />
      </td>
      <td className={CELL}>{barNumber(song, section.startTicks) || 1}</td>
      <td className={CELL}>{clock(secondsFromTicks(section.startTicks))}</td>
      <td className={CELL}>{barsIn(song, section)}</td>
      <td className="w-32 px-3 max-wide:hidden">
        <span className="block h-1 rounded-full bg-track">
          <span
            className="block h-1 rounded-full"
            style={{ width: `${Math.round(100 * energy)}%`, background: sectionColour(section.label) }}
          />
        </span>
      </td>
      <td className={CELL}>{shots}</td>
      <td className="pr-1">
        <SectionMenu section={section} index={index} />
      </td>
    </tr>
  )
}

function Name({ section, index, choose }: { section: Section; index: number; choose: () => void }) {
  const isTyping = useSongStore(state => state.renamingIndex === index)
  return (
    <span className="flex items-center gap-2.5">
      <SectionSquare label={section.label} />
      {isTyping ? (
        <NameField section={section} index={index} />
      ) : (
        <button
          type="button"
          onClick={choose}
          onDoubleClick={() => useSongStore.setState({ renamingIndex: index })}
          className="min-w-0 grow truncate text-left font-medium first-letter:uppercase"
        >
          {section.name}
        </button>
      )}
    </span>
  )
}

function NameField({ section, index }: { section: Section; index: number }) {
  const edit = useSongEdits()
  const [name, setName] = useState(section.isNamedByHand ? section.name : '')
  const isLeft = useRef(false)

  function finish(isKept: boolean): void {
    if (isLeft.current) return
    isLeft.current = true
    useSongStore.setState({ renamingIndex: null })
    const before = section.isNamedByHand ? section.name : ''
    if (isKept && name.trim() !== before) {
      edit(names.nameSection, { kind: 'name-section', index, name: name.trim() || null })
    }
  }

  return (
    <input
      aria-label={words.renameLabel}
      // Whoever chose to name it begins to type.
      // oxlint-disable-next-line jsx_a11y/no-autofocus
      autoFocus
      value={name}
      maxLength={60}
      placeholder={section.name}
      onChange={event => setName(event.target.value)}
      onClick={event => event.stopPropagation()}
      onBlur={() => finish(true)}
      onKeyDown={event => {
        if (event.key === 'Enter') finish(true)
        if (event.key === 'Escape') finish(false)
      }}
      className="h-6 min-w-0 grow rounded-small bg-raised px-1.5 inset-ring inset-ring-control-edge placeholder:text-faint"
    />
  )
}

function SectionMenu({ section, index }: { section: Section; index: number }) {
  const edit = useSongEdits()
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          size="small"
          aria-label={words.menu(section.name)}
          className="w-6 px-0!"
          onClick={event => event.stopPropagation()}
        >
          <Ellipsis {...ICON} />
        </Button>
      }
      entries={[
        { label: words.rename, run: () => useSongStore.setState({ renamingIndex: index, sectionIndex: index }) },
        {
          label: words.plainKind,
          isDisabled: !section.isNamedByHand,
          run: () => edit(names.nameSection, { kind: 'name-section', index, name: null }),
        },
        'line',
        ...SECTION_LABELS.map(label => ({
          label: words.kinds[label],
          icon: <SectionSquare label={label} />,
          isOn: label === section.label,
          run: () => edit(names.labelSection, { kind: 'label-section' as const, index, label }),
        })),
        'line',
        {
          label: words.merge,
          isDisabled: index === 0,
          run: () => edit(names.merge, { kind: 'merge-section', index }),
        },
      ]}
    />
  )
}

function meanEnergy({ energy }: SongScreen, { startTicks, endTicks }: Section): number {
  const from = Math.floor(startTicks / energy.stepTicks)
  const values = energy.values.slice(from, Math.max(from + 1, Math.ceil(endTicks / energy.stepTicks)))
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
