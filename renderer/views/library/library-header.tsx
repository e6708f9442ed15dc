import { ChevronDown, PackageOpen, Plus, Trash2 } from 'lucide-react'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { SearchField } from '../../ui/field.tsx'
import { ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import { CARD_ORDERS, type CardOrder } from './card-order.ts'

const { library: words } = texts

type Props = {
  /** Beside the title: how much there is. */
  readonly summary: string
  readonly search: string
  readonly setSearch: (text: string) => void
  readonly order: CardOrder
  readonly setOrder: (order: CardOrder) => void
  readonly trashCount: number
  readonly isTrash: boolean
  readonly setIsTrash: (isTrash: boolean) => void
  readonly askEmpty: () => void
  readonly importBundle: () => void
  readonly newFromSong: () => void
}

/** The Library's name, its search, and what can be begun. */
export function LibraryHeader(props: Props) {
  const { summary, search, setSearch, order, setOrder, trashCount, isTrash, setIsTrash } = props
  return (
    <div className="mb-6 flex items-center gap-3">
      <h1 className="text-24 font-strong tracking-tight">{isTrash ? words.trash.title : words.title}</h1>
      <span role="status" className="ml-2 min-w-0 truncate text-faint">
        {summary}
      </span>
      <div className="ml-auto flex min-w-0 items-center gap-2">
        <SearchField
          label={words.find}
          text={search}
          change={setSearch}
          isFocused
          className="h-8! w-85 min-w-0 shrink! max-wide:w-56"
        />
        <Menu
          entries={CARD_ORDERS.map(one => ({
            label: words.sort[one],
            isOn: one === order,
            run: () => setOrder(one),
          }))}
          trigger={
            <Button className="h-8!" aria-label={`${words.sort.name}: ${words.sort[order]}`}>
              <span className="max-wide:hidden">{words.sort[order]}</span>
              <span className="wide:hidden">{words.sort.name}</span>
              <ChevronDown {...ICON} size={13} />
            </Button>
          }
        />
        <Button className="h-8!" isOn={isTrash} onClick={() => setIsTrash(!isTrash)} aria-label={words.trash.title}>
          <Trash2 {...ICON} size={14} />
          <span className="max-wide:hidden">{words.trash.title}</span>
          {trashCount > 0 && <span className="text-faint">{trashCount}</span>}
        </Button>
        {isTrash && (
          <Button look="danger" className="h-8!" disabled={trashCount === 0} onClick={props.askEmpty}>
            {words.trash.emptyAll}
          </Button>
        )}
        <Button className="h-8!" onClick={props.importBundle} aria-label={words.importBundle}>
          <PackageOpen {...ICON} size={14} />
          <span className="max-wide:hidden">{words.importBundle}</span>
        </Button>
        <Button look="primary" className="h-8!" onClick={props.newFromSong} aria-label={words.newFromSong}>
          <Plus {...ICON} size={15} />
          <span className="max-wide:hidden">{words.newFromSong}</span>
          <span className="wide:hidden">{words.newFromSongShort}</span>
        </Button>
      </div>
    </div>
  )
}
