import { ChevronDown, ChevronLeft, Keyboard, RotateCcw, Search, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { runCommand } from '../commands/registry.ts'
import { texts } from '../texts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { CommandKeys } from '../keys/command-keys.tsx'
import { ICON } from '../ui/icon.ts'
import { Mark } from '../ui/mark.tsx'
import { Menu, type MenuEntry } from '../ui/menu.tsx'
import { WorkspaceTabs } from './workspace-tabs.tsx'
import type { Workspace } from './routes.ts'

/** The bar over the Library. */
export function LibraryBar({ outbox }: { outbox: ReactNode }) {
  return (
    <Bar>
      <div className="flex items-center gap-2 pl-3">
        <Mark />
        <span className="font-strong tracking-tight">{texts.studio}</span>
      </div>
      <Tools outbox={outbox} />
    </Bar>
  )
}

/** The bar over a project: back to the Library, its name, the workspaces in the order of the work. */
export function ProjectBar({
  title,
  workspace,
  menu,
  resetSample,
  outbox,
}: {
  title: string
  workspace: Workspace
  menu: readonly MenuEntry[]
  /** Of the film that may be broken at will; null of any other. */
  resetSample: (() => void) | null
  outbox: ReactNode
}) {
  return (
    <Bar>
      <div className="flex min-w-0 items-center gap-1">
        <Button look="quiet" className="pl-1.5!" onClick={() => runCommand('go.library')}>
          <ChevronLeft {...ICON} />
          <span className="max-wide:sr-only">{texts.frame.backToLibrary}</span>
        </Button>
        <Menu
          entries={menu}
          trigger={
            <Button look="quiet" className="min-w-0 shrink! px-2!" aria-label={texts.frame.projectMenu(title)}>
              <b className="max-w-60 truncate font-strong text-text max-wide:max-w-36">{title}</b>
              <ChevronDown {...ICON} size={14} className="shrink-0 text-faint" />
            </Button>
          }
        />
        {resetSample && (
          <IconButton look="quiet" name={texts.frame.resetSample} onClick={resetSample}>
            <RotateCcw {...ICON} />
          </IconButton>
        )}
      </div>
      <WorkspaceTabs workspace={workspace} />
      <Tools outbox={outbox} />
    </Bar>
  )
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <header className="grid h-10 shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 border-b border-line bg-panel pr-2 pl-1 whitespace-nowrap">
      {children}
    </header>
  )
}

function Tools({ outbox }: { outbox: ReactNode }) {
  return (
    <div className="col-start-3 flex items-center justify-end gap-0.5">
      <IconButton
        look="quiet"
        name={texts.frame.search}
        keys={<CommandKeys id="frame.palette" />}
        onClick={() => runCommand('frame.palette')}
      >
        <Search {...ICON} />
      </IconButton>
      <IconButton
        look="quiet"
        name={texts.frame.keys}
        keys={<CommandKeys id="frame.keys" />}
        className="max-wide:hidden"
        onClick={() => runCommand('frame.keys')}
      >
        <Keyboard {...ICON} />
      </IconButton>
      <IconButton
        look="quiet"
        name={texts.frame.settings}
        keys={<CommandKeys id="frame.settings" />}
        onClick={() => runCommand('frame.settings')}
      >
        <Settings {...ICON} />
      </IconButton>
      {outbox}
    </div>
  )
}
