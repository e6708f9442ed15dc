import { AudioLines, HardDrive } from 'lucide-react'
import type { DiskUse } from '#model/contract/projects-contract.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { sizeText } from '../../ui/size.ts'

const { disk: words } = texts.library

/** The foot of the Library: that songs can be dropped, and what is left of the disk. */
export function DiskFooter({ disk, askEmpty }: { disk: DiskUse | undefined; askEmpty: () => void }) {
  return (
    <footer className="mx-8 flex h-13 shrink-0 items-center gap-2.5 border-t border-line text-soft">
      <AudioLines {...ICON} className="shrink-0" />
      <span className="truncate">{texts.library.dropFooter}</span>
      {disk && (
        <div className="ml-auto flex shrink-0 items-center gap-3 text-12">
          <HardDrive {...ICON} size={14} className="-mr-1.5" />
          {disk.freeBytes !== null && <span>{words.free(sizeText(disk.freeBytes))}</span>}
          {disk.trashBytes > 0 && (
            <>
              <span>{words.trash(sizeText(disk.trashBytes))}</span>
              <Button size="small" onClick={askEmpty}>
                {words.empty}
              </Button>
            </>
          )}
        </div>
      )}
    </footer>
  )
}
