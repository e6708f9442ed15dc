import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.tsx'
import { sizeText } from '../../ui/size.ts'
import { useDiskAgain } from './use-disk-again.ts'

const { remove: words } = texts.library

type Props = {
  readonly projects: readonly { readonly id: string; readonly title: string }[]
  /** All that is in the trash, files without a project too. */
  readonly isAll: boolean
  readonly strayFileCount: number
  readonly close: () => void
}

/** The one question before something is gone for good. */
export function RemoveDialog({ projects, isAll, strayFileCount, close }: Props) {
  const studio = useStudio()
  const act = useAct()
  const lookAtDisk = useDiskAgain()
  const [first] = projects

  function remove(): void {
    close()
    act(async () => {
      const { freedBytes } = await studio.projects.emptyTrash({
        projectIds: isAll ? null : projects.map(({ id }) => id),
      })
      lookAtDisk()
      notify({ kind: 'ok', text: freedBytes === 0 ? words.doneNothing : words.done(sizeText(freedBytes)) })
    })
  }

  return (
    <Dialog
      title={isAll ? texts.library.trash.emptyAll : words.title}
      isOpen
      close={close}
      width="narrow"
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="danger" onClick={remove}>
            {words.confirm}
          </Button>
        </>
      }
    >
      {projects.length > 0 && (
        <p className="text-15">{!isAll && first ? words.one(first.title) : words.many(projects.length)}</p>
      )}
      {strayFileCount > 0 && <p className="mt-2">{words.strays(strayFileCount)}</p>}
      <p className="mt-2 text-soft">{words.files}</p>
    </Dialog>
  )
}
