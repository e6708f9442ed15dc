import { runCommand } from '../commands/registry.ts'
import { texts } from '../texts.ts'
import { WORKSPACES, type Workspace } from './routes.ts'

/** The workspaces, in the order of the work. */
export function WorkspaceTabs({ workspace }: { workspace: Workspace }) {
  return (
    <nav aria-label={texts.frame.workspaces} className="flex h-full">
      {WORKSPACES.map((name, index) => {
        const isHere = name === workspace
        return (
          <button
            key={name}
            type="button"
            aria-current={isHere ? 'page' : undefined}
            onClick={() => runCommand(`go.${name}`)}
            className={`relative flex h-10 items-center gap-1.5 px-3.5 font-medium max-wide:px-2.5 ${isHere ? 'text-text after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-now' : 'text-soft hover:text-text'}`}
          >
            <span aria-hidden="true" className="text-11 text-faint max-wide:hidden">
              {index + 1}
            </span>
            {texts.commands.frame[name]}
          </button>
        )
      })}
    </nav>
  )
}
