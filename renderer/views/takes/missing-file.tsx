import { FileX } from 'lucide-react'
import { useState } from 'react'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { RelinkDialog } from '../library/relink-dialog.tsx'

/** Of a take whose file has gone: what that means, and the ways out. */
export function MissingFile({ makeAnother }: { makeAnother: (() => void) | null }) {
  const project = useProject()
  const [isRelinking, setRelinking] = useState(false)
  return (
    <section aria-label={texts.takes.missing} className="mx-4 mt-4 rounded-control bg-warn-wash px-3 py-2.5">
      <h3 className="flex items-center gap-2 font-strong">
        <FileX {...ICON} className="shrink-0 text-warn" />
        {texts.takes.missing}
      </h3>
      <p className="mt-1 mb-2.5 text-12 text-pretty text-soft">{texts.takes.missingBody}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setRelinking(true)}>
          {texts.takes.findFile}
        </Button>
        {makeAnother && (
          <Button size="small" look="quiet" onClick={makeAnother}>
            {texts.takes.makeAnother}
          </Button>
        )}
      </div>
      {isRelinking && <RelinkDialog project={project} close={() => setRelinking(false)} />}
    </section>
  )
}
