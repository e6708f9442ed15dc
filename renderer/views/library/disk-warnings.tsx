import { HardDrive, LockKeyhole, Unplug } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { DiskUse } from '#model/contract/projects-contract.ts'
import { useAct } from '../../client/use-act.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { notify } from '../../ui/notices.tsx'
import { sizeText } from '../../ui/size.ts'
import { RelinkDialog } from './relink-dialog.tsx'
import { useDiskAgain } from './use-disk-again.ts'

const { disk: words, relink } = texts.library
/** Below this a take or a film may not find room. */
const NEARLY_FULL_BYTES = 2e9
/** So many files do not go missing one by one: their folder or disk has. */
const MANY_MISSING = 3

/** What a person should do something about before work stops: hardly any room left, or all files of the library gone at once. */
export function DiskWarnings({ disk, askEmpty }: { disk: DiskUse | undefined; askEmpty: () => void }) {
  const studio = useStudio()
  const act = useAct()
  const lookAtDisk = useDiskAgain()
  const [isRelinking, setIsRelinking] = useState(false)
  if (!disk) return null
  const missingCount = disk.projects.reduce((sum, project) => sum + project.missingCount, 0)
  const isFull = disk.freeBytes !== null && disk.freeBytes < NEARLY_FULL_BYTES

  function clearCache(): void {
    act(async () => {
      const { freedBytes } = await studio.projects.clearCache()
      lookAtDisk()
      notify({ kind: 'ok', text: words.cleared(sizeText(freedBytes)) })
    })
  }

  return (
    <>
      {disk.isReadOnly && <Warning icon={<LockKeyhole {...ICON} />} text={texts.library.readOnly} />}
      {missingCount >= MANY_MISSING && disk.isMediaGone && (
        <Warning icon={<Unplug {...ICON} />} text={`${relink.folderGone} ${relink.folderGoneBody(missingCount)}`}>
          <Button size="small" onClick={() => setIsRelinking(true)}>
            {relink.folder}
          </Button>
        </Warning>
      )}
      {isFull && (
        <Warning icon={<HardDrive {...ICON} />} text={words.full(sizeText(disk.freeBytes ?? 0))}>
          {disk.cacheBytes > 0 && (
            <Button size="small" onClick={clearCache}>
              {words.clearCache(sizeText(disk.cacheBytes))}
            </Button>
          )}
          {disk.trashBytes > 0 && (
            <Button size="small" onClick={askEmpty}>
              {texts.library.trash.emptyAll}
            </Button>
          )}
        </Warning>
      )}
      {isRelinking && <RelinkDialog project={null} close={() => setIsRelinking(false)} />}
    </>
  )
}

function Warning({ icon, text, children }: { icon: ReactNode; text: string; children?: ReactNode }) {
  return (
    <div role="alert" className="mb-4 flex items-center gap-3 rounded-card bg-warn-wash py-2 pr-2.5 pl-3.5">
      <span className="shrink-0 text-warn">{icon}</span>
      <p className="min-w-0 grow">{text}</p>
      {children}
    </div>
  )
}
