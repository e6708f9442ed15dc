import { Copy, FolderSearch, PackageOpen, Pencil, RotateCcw, Trash2, Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../client/use-act.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { usePicker } from '../../files/use-picker.ts'
import { useRoute } from '../../frame/routes.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { playOnOpening } from '../../playback/play-on-opening.ts'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import type { MenuEntry } from '../../ui/menu.tsx'
import { notify } from '../../ui/notices.tsx'
import { exportProject } from './bundle-tasks.ts'
import { RelinkDialog } from './relink-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'

const { menu: words } = texts.library

/** What actions need to know of a project. */
export type ActedOn = {
  readonly id: string
  readonly title: string
  readonly isSample: boolean
  readonly isTrashed: boolean
}

type Asked = { readonly what: 'rename' | 'relink' | 'remove'; readonly project: ActedOn }

export type ProjectActions = {
  readonly menuOf: (project: ActedOn) => MenuEntry[]
  readonly rename: (project: ActedOn) => void
  readonly trash: (project: ActedOn) => void
  readonly openSample: () => void
  readonly resetSample: () => void
  /** What is being asked; must be shown somewhere. */
  readonly dialogs: ReactNode
}

/** What can be done to a whole project, from its card and from its own bar. */
export function useProjectActions(): ProjectActions {
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const [route, go] = useRoute()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = (): void => setAsked(null)

  function trash({ id, title }: ActedOn): void {
    act(async () => {
      await studio.projects.trash({ projectId: id })
      if (route.screen === 'project' && route.projectId === id) go({ screen: 'library' })
      const restore = (): void => act(() => studio.projects.restore({ projectId: id }))
      notify({
        kind: 'info',
        text: texts.library.trash.moved(title),
        action: { label: texts.library.trash.undo, run: restore },
      })
    })
  }

  function duplicate({ id }: ActedOn): void {
    act(async () => {
      const { projectId } = await studio.projects.duplicate({ projectId: id })
      if (route.screen === 'project') go({ screen: 'project', projectId, workspace: route.workspace })
    })
  }

  function restore({ id }: ActedOn): void {
    act(async () => {
      const { title } = await studio.projects.restore({ projectId: id })
      notify({ kind: 'ok', text: texts.library.trash.restored(title) })
    })
  }

  function openSample(isAnew: boolean): void {
    act(async () => {
      const { projectId, isOldInTrash } = await studio.projects.openSample({ isAnew })
      if (!isAnew) playOnOpening(projectId)
      go({ screen: 'project', projectId, workspace: 'edit' })
      if (isAnew)
        notify({ kind: 'ok', text: isOldInTrash ? texts.library.sampleAnewOldKept : texts.library.sampleAnew })
    })
  }

  /** The keys are those of the Library's own screen. */
  const keysOf = (id: 'library.rename' | 'library.remove'): ReactNode =>
    route.screen === 'library' ? <CommandKeys id={id} /> : null
  const ask = (what: Asked['what'], project: ActedOn) => (): void => setAsked({ what, project })

  function menuOf(project: ActedOn): MenuEntry[] {
    const { id, title } = project
    if (project.isTrashed) {
      return [
        { label: words.restore, icon: <Undo2 {...ICON} />, run: () => restore(project) },
        'line',
        { label: words.remove, icon: <Trash2 {...ICON} />, isDanger: true, run: ask('remove', project) },
      ]
    }
    return [
      {
        label: words.rename,
        icon: <Pencil {...ICON} />,
        keys: keysOf('library.rename'),
        run: ask('rename', project),
      },
      { label: words.duplicate, icon: <Copy {...ICON} />, run: () => duplicate(project) },
      {
        label: words.exportBundle,
        icon: <PackageOpen {...ICON} />,
        run: () => act(() => exportProject(studio, picker, { projectId: id, title })),
      },
      { label: words.findFiles, icon: <FolderSearch {...ICON} />, run: ask('relink', project) },
      ...(project.isSample
        ? [{ label: words.resetSample, icon: <RotateCcw {...ICON} />, run: () => openSample(true) } satisfies MenuEntry]
        : []),
      'line',
      {
        label: words.trash,
        icon: <Trash2 {...ICON} />,
        keys: keysOf('library.remove'),
        isDanger: true,
        run: () => trash(project),
      },
    ]
  }

  return {
    menuOf,
    rename: project => setAsked({ what: 'rename', project }),
    trash,
    openSample: () => openSample(false),
    resetSample: () => openSample(true),
    dialogs: asked && (
      <>
        {asked.what === 'rename' && <RenameDialog project={asked.project} close={close} />}
        {asked.what === 'relink' && (
          <RelinkDialog projectId={asked.project.id} title={asked.project.title} close={close} />
        )}
        {asked.what === 'remove' && (
          <RemoveDialog projects={[asked.project]} isAll={false} strayFileCount={0} close={close} />
        )}
      </>
    ),
  }
}
