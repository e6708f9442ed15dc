import { Command, defaultFilter } from 'cmdk'
import { Check } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Keys } from '../ui/keys.tsx'
import { ICON } from '../ui/icon.ts'
import { texts } from '../texts.ts'
import { CommandKeys } from '../keys/command-keys.tsx'
import type { Workspace } from '../frame/routes.ts'
import { COMMAND_IDS, commandInfo, type CommandId } from './catalogue.ts'
import { isPlaceOn } from './command.ts'
import { PALETTE_FIELD, PaletteLine } from './palette-line.tsx'
import { handlerOf, type CommandHandler } from './registry.ts'

type Offered = {
  readonly id: CommandId
  readonly title: string
  readonly group: string
  readonly handler: CommandHandler
}

/** Commands that can be given on this screen now, those of the screen before those of everywhere. */
function offeredOn(screen: 'library' | Workspace): Offered[] {
  return COMMAND_IDS.flatMap(id => {
    const { place, group, title } = commandInfo(id)
    const handler = handlerOf(id)
    if (!handler || handler.isEnabled === false || !isPlaceOn(place, screen) || id === 'frame.palette') return []
    return [{ id, title: handler.title ?? title, group, handler, isOwn: place === screen }]
  }).toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn))
}

/** What has these letters, the best first: by its words, then by its id, which people who know it may type. */
function found(offered: readonly Offered[], search: string): Offered[] {
  return offered
    .map(command => ({ command, score: defaultFilter(`${command.title} ${command.id}`, search) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ command }) => command)
}

export type PaletteProps = {
  readonly screen: 'library' | Workspace
  readonly search: string
  readonly change: (search: string) => void
  /** Enter came before the list did: what the letters find best is done as soon as that is known. */
  readonly isEntered: boolean
  readonly enter: () => void
  readonly close: () => void
}

/** The palette's commands, and the field that chooses among them. */
export function PaletteList({ screen, search, change, isEntered, close }: PaletteProps) {
  const offered = offeredOn(screen)
  const groups = [...new Set(offered.map(({ group }) => group))]
  const list = useRef<HTMLDivElement>(null)

  function type(letters: string): void {
    change(letters)
    // Lines change places with every letter, and the best one stands at the top.
    requestAnimationFrame(() => list.current?.scrollTo({ top: 0 }))
  }

  function run({ handler }: Offered): void {
    close()
    handler.run()
  }

  const runBest = useEffectEvent(() => {
    const [best] = found(offered, search)
    if (best) run(best)
  })
  useEffect(() => {
    if (isEntered) runBest()
  }, [isEntered])

  return (
    // Sorted here: the library's own sorting comes before what has just begun to fit is on the page.
    <Command loop shouldFilter={false} label={texts.palette.title}>
      <PaletteLine>
        <Command.Input
          autoFocus
          value={search}
          onValueChange={type}
          placeholder={texts.palette.placeholder}
          className={PALETTE_FIELD}
        />
      </PaletteLine>
      <Command.List ref={list} className="max-h-[56vh] overflow-auto py-1.5">
        <Command.Empty className="px-4 py-6 text-center text-soft">{texts.palette.nothing}</Command.Empty>
        {/* What is searched for stands by how well it fits, whatever its group. */}
        {search !== '' && found(offered, search).map(command => <Line key={command.id} command={command} run={run} />)}
        {search === '' &&
          groups.map(group => (
            <Command.Group
              key={group}
              heading={group}
              className="[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
            >
              {offered
                .filter(command => command.group === group)
                .map(command => (
                  <Line key={command.id} command={command} run={run} />
                ))}
            </Command.Group>
          ))}
      </Command.List>
      <div className="flex items-center gap-4 border-t border-line px-4 py-2.5 text-12 text-soft">
        <span className="flex items-center gap-1.5">
          <Keys combo="ArrowUp" />
          <Keys combo="ArrowDown" /> {texts.palette.choose}
        </span>
        <span className="flex items-center gap-1.5">
          <Keys combo="Enter" /> {texts.palette.run}
        </span>
        <span className="ml-auto">{texts.palette.count(offered.length)}</span>
      </div>
    </Command>
  )
}

function Line({ command, run }: { command: Offered; run: (command: Offered) => void }) {
  return (
    <Command.Item
      value={command.id}
      onSelect={() => run(command)}
      className="flex h-8.5 items-center gap-3 border-l-2 border-transparent px-3.5 data-[selected=true]:border-now data-[selected=true]:bg-now-dim"
    >
      <span className="min-w-0 grow truncate">{command.title}</span>
      {command.handler.isOn && <Check {...ICON} className="text-now" />}
      <CommandKeys id={command.id} />
    </Command.Item>
  )
}
