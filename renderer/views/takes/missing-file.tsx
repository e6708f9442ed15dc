import { FileX } from 'lucide-react'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'

/** Of a take whose file has gone: what that means, and the ways out. */
export function MissingFile({ makeAnother }: { makeAnother: (() => void) | null }) {
  return (
    <section aria-label={texts.takes.missing} className="mx-4 mt-4 rounded-control bg-warn-wash px-3 py-2.5">
      <h3 className="flex items-center gap-2 font-strong">
        <FileX {...ICON} className="shrink-0 text-warn" />
        {texts.takes.missing}
      </h3>
      <p className="mt-1 mb-2.5 text-12 text-pretty text-soft">{texts.takes.missingBody}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => runCommand('frame.findFiles')}>
          {texts.takes.findFile}
        </Button>
        {makeAnother && (
          <Button size="small" look="quiet" onClick={makeAnother}>
            {texts.takes.makeAnother}
          </Button>
        )}
      </div>
    </section>
  )
}
