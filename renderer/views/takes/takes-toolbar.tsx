import { FolderInput, FolderSearch, Grid2x2, Image, Info, Import, MoreHorizontal, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { runCommand } from '../../commands/registry.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { FilterChip } from '../../ui/chip.tsx'
import { Segments, Switch } from '../../ui/choice.tsx'
import { SearchField } from '../../ui/field.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import type { TakeCounts, TakeFilter } from './take-rows.ts'
import { narrowTakes, setTakesSession, useTakesSession } from './takes-store.ts'

type Props = {
  readonly counts: TakeCounts
  readonly importFolder: () => void
  readonly watchFolder: () => void
  readonly toggleInspector: () => void
  /** The primary button. */
  readonly children: ReactNode
}

/** How takes are shown, which of them, and the way to more. */
export function TakesToolbar({ counts, importFolder, watchFolder, toggleInspector, children }: Props) {
  const layout = useTakesSession(session => session.layout)
  const searchText = useTakesSession(session => session.searchText)
  const isAutoNext = useTakesSession(session => session.isAutoNext)
  const isRejectedHidden = useTakesSession(session => session.isRejectedHidden)
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 overflow-hidden border-b border-line bg-panel px-3">
      <Segments
        name={texts.takes.views}
        value={layout === 'large' ? 'large' : 'grid'}
        choose={value => setTakesSession({ layout: value })}
        options={[
          {
            value: 'grid',
            label: <Label icon={<Grid2x2 {...SMALL_ICON} />} text={texts.takes.grid} isShown={layout !== 'large'} />,
          },
          {
            value: 'large',
            label: <Label icon={<Image {...SMALL_ICON} />} text={texts.takes.large} isShown={layout === 'large'} />,
          },
        ]}
      />
      <span className="h-5 w-px shrink-0 bg-line" />
      <Filters counts={counts} />
      <SearchField
        label={texts.takes.search}
        text={searchText}
        change={text => narrowTakes({ searchText: text })}
        className="w-32 min-w-20 shrink grow-0"
      />
      <span className="grow" />
      <span className="flex shrink-0 items-center gap-2 text-12 text-soft max-wide:hidden">
        <Switch label={texts.takes.autoNext} isOn={isAutoNext} set={isOn => setTakesSession({ isAutoNext: isOn })} />
      </span>
      <IconButton
        look="quiet"
        name={texts.takes.importClips}
        keys={<CommandKeys id="takes.import" />}
        onClick={() => runCommand('takes.import')}
      >
        <Import {...ICON} />
      </IconButton>
      <Menu
        trigger={
          <IconButton look="quiet" name={texts.takes.more}>
            <MoreHorizontal {...ICON} />
          </IconButton>
        }
        entries={[
          { label: texts.takes.importFolder, icon: <FolderInput {...ICON} />, run: importFolder },
          { label: texts.takes.watch, icon: <FolderSearch {...ICON} />, run: watchFolder },
          'line',
          {
            label: texts.takes.commands.hideRejected,
            isOn: isRejectedHidden,
            keys: <CommandKeys id="takes.hideRejected" />,
            run: () => runCommand('takes.hideRejected'),
          },
          {
            label: texts.takes.commands.autoNext,
            isOn: isAutoNext,
            keys: <CommandKeys id="takes.autoNext" />,
            run: () => runCommand('takes.autoNext'),
          },
          'line',
          {
            label: texts.takes.trash,
            icon: <Trash2 {...ICON} />,
            run: () => setTakesSession({ layout: 'trash' }),
          },
        ]}
      />
      <IconButton look="quiet" name={texts.takes.showInspector} className="wide:hidden" onClick={toggleInspector}>
        <Info {...ICON} />
      </IconButton>
      {children}
    </div>
  )
}

function Label({ icon, text, isShown }: { icon: ReactNode; text: string; isShown: boolean }) {
  return (
    <>
      {icon}
      <span className={isShown ? 'max-wide:sr-only' : 'sr-only'}>{text}</span>
    </>
  )
}

function Filters({ counts }: { counts: TakeCounts }) {
  const filter = useTakesSession(session => session.filter)
  const chip = (value: TakeFilter, label: ReactNode, count?: number): ReactNode => (
    <FilterChip
      key={value}
      label={label}
      {...(count === undefined ? {} : { count })}
      isOn={filter === value}
      toggle={() => narrowTakes({ filter: filter === value ? 'all' : value, layout: 'grid' })}
    />
  )
  const { judgements } = texts.takes
  const circled = (
    <>
      {judgements.circled}
      <span className="text-faint">{texts.takes.circledOf(counts.circledShots, counts.shots)}</span>
    </>
  )
  return (
    <div role="group" aria-label={texts.takes.filters} className="flex min-w-0 items-center gap-1.5 overflow-hidden">
      {chip('all', texts.takes.all, counts.all)}
      {chip('unseen', judgements.unseen, counts.unseen)}
      {chip('kept', judgements.kept, counts.kept)}
      {chip('circled', circled)}
      {chip('rejected', judgements.rejected, counts.rejected)}
      {counts.coming > 0 && chip('coming', texts.takes.coming, counts.coming)}
    </div>
  )
}
