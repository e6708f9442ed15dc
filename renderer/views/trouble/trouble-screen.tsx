import { DatabaseBackup, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LibraryTrouble } from '#model/contract/trouble-contract.ts'
import type { StudioClient } from '../../client/client.ts'
import { failureSentence } from '../../client/failure.ts'
import { texts } from '../../texts.ts'
import { troubleTexts } from '../../texts/trouble.ts'
import { ago } from '../../ui/ago.ts'
import { Button } from '../../ui/button.tsx'
import { sizeText } from '../../ui/size.ts'
import { ICON } from '../../ui/icon.ts'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'

/** In place of the studio while its library cannot be opened: why, and the ways out. */
export function TroubleScreen({ studio, trouble }: { studio: StudioClient; trouble: LibraryTrouble }) {
  const [sentence, setSentence] = useState(trouble.sentence)
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    document.title = troubleTexts.documentTitle
  }, [])

  function attempt(way: () => Promise<unknown>): void {
    setIsBusy(true)
    way().then(
      () => location.reload(),
      (error: unknown) => {
        setSentence(failureSentence(error))
        setIsBusy(false)
      },
    )
  }

  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <header className="flex h-10 items-center gap-2 border-b border-line bg-panel px-4">
        <Mark />
        <span className="font-strong tracking-tight">{texts.studio}</span>
      </header>
      <main aria-busy={isBusy} className="flex overflow-auto px-8 py-10">
        <section className="m-auto flex w-full max-w-150 flex-col items-center text-center">
          <TriangleAlert size={28} strokeWidth={1.6} className="text-bad" aria-hidden="true" />
          <h1 className="mt-4 text-24 font-strong tracking-tight">{troubleTexts.title}</h1>
          <p role="alert" className="mt-3 text-15 text-pretty">
            {sentence}
          </p>
          <p className="mt-2 text-12 text-faint">
            {troubleTexts.place} <span className="break-all select-text">{trouble.libraryDir}</span>
          </p>
          <Button
            look="primary"
            size="large"
            className="mt-6"
            disabled={isBusy}
            onClick={() => attempt(() => studio.trouble.retry())}
          >
            {isBusy ? troubleTexts.opening : texts.ui.retry}
          </Button>
          {trouble.backups.length > 0 && (
            <Backups
              trouble={trouble}
              isBusy={isBusy}
              putBack={backup => attempt(() => studio.trouble.putBack({ backup }))}
            />
          )}
        </section>
      </main>
    </div>
  )
}

function Backups({
  trouble,
  isBusy,
  putBack,
}: {
  trouble: LibraryTrouble
  isBusy: boolean
  putBack: (name: string) => void
}) {
  const nowMs = useNow()
  return (
    <div className="mt-10 w-full rounded-card bg-panel p-4 text-left">
      <h2 className="flex items-center gap-2 font-strong">
        <DatabaseBackup {...ICON} className="text-soft" />
        {troubleTexts.backups}
      </h2>
      <p className="mt-1 text-12 text-soft">{troubleTexts.backupsBody}</p>
      <ul className="mt-2">
        {trouble.backups.map(({ name, madeAtMs, sizeBytes }) => {
          const made = ago(madeAtMs, nowMs)
          return (
            <li key={name} className="flex h-10 items-center gap-3 border-t border-line">
              <span>{made}</span>
              <span className="text-12 text-faint">{sizeText(sizeBytes)}</span>
              <Button
                size="small"
                className="ml-auto"
                disabled={isBusy}
                aria-label={troubleTexts.putBackName(made)}
                onClick={() => putBack(name)}
              >
                {troubleTexts.putBack}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
