import { FileMusic, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { Comparing, SongComparison, SongScreen } from '#model/contract/song-contract.ts'
import { failureSentence } from '../../client/failure.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { givenFiles } from '../../files/given-files.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { usePicker } from '../../files/use-picker.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ICON } from '../../ui/icon.ts'
import { notify } from '../../ui/notices.tsx'
import { ProgressBar } from '../../ui/states.tsx'
import { ComparisonReport } from './comparison-report.tsx'
import { useSongStore } from './song-store.ts'

const { replace: words } = texts.song

type Progress = Extract<Comparing, { kind: 'progress' }>

/** Another master in place of the song: chosen, compared, and replaced only when what would become of everything was seen. */
export function ReplaceSong({ song }: { song: SongScreen }) {
  const isOpen = useSongStore(state => state.isReplacing)
  // What was compared is forgotten with the dialog.
  return isOpen ? <ReplaceDialog song={song} /> : null
}

function ReplaceDialog({ song }: { song: SongScreen }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const picker = usePicker()
  const comparing = useComparing()
  const [isReplacing, setReplacing] = useState(false)
  const { progress, comparison, trouble } = comparing
  const close = (): void => useSongStore.setState({ isReplacing: false })
  const { isOver, dropProps } = useFileDrop(files =>
    comparing.begin(async () => (await givenFiles(files.slice(0, 1)))[0]),
  )

  const choose = (): void =>
    comparing.begin(async () => (await picker.files({ kind: 'song', title: words.choose, isMany: false }))[0])

  function replace({ comparisonId }: SongComparison): void {
    setReplacing(true)
    studio.song
      .replace({ projectId, comparisonId })
      .then(() => {
        close()
        notify({ kind: 'ok', text: words.done })
        return undefined
      })
      .catch((error: unknown) => {
        setReplacing(false)
        notify({ kind: 'bad', text: failureSentence(error) })
      })
  }

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      footnote={comparison && words.undo}
      actions={
        <>
          <Button onClick={close}>{words.cancel}</Button>
          {comparison && (
            <>
              <Button onClick={choose}>{words.again}</Button>
              <Button look="primary" disabled={isReplacing} onClick={() => replace(comparison)}>
                {words.accept}
              </Button>
            </>
          )}
        </>
      }
    >
      <div {...dropProps}>
        {comparison ? (
          <ComparisonReport comparison={comparison} song={song} />
        ) : progress ? (
          <div className="flex flex-col gap-3 py-6">
            <span role="status">{progress.step === 'hearing' ? words.hearing : words.comparing}</span>
            <ProgressBar label={words.hearing} value={progress.step === 'hearing' ? progress.share : null} />
          </div>
        ) : (
          <div
            className={`flex flex-col items-center gap-4 rounded-card border border-dashed px-8 py-8 text-center ${isOver ? 'border-now bg-raised' : 'border-line-strong'}`}
          >
            <FileMusic size={32} strokeWidth={1.3} className="text-faint" aria-hidden="true" />
            <p className="max-w-100 text-pretty text-soft">{words.intro}</p>
            {trouble !== null && (
              <p role="alert" className="flex max-w-100 gap-2 text-left text-bad">
                <TriangleAlert {...ICON} className="mt-0.5 shrink-0" />
                {trouble}
              </p>
            )}
            <Button look="primary" onClick={choose}>
              {words.choose}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

/** Compares one file at a time; leaving ends it. */
function useComparing() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [comparison, setComparison] = useState<SongComparison | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function compare(choose: () => Promise<FileRef | undefined>): Promise<void> {
    const file = await choose()
    if (!file) return
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setComparison(null)
    setTrouble(null)
    setProgress({ kind: 'progress', step: 'hearing', share: 0 })
    try {
      for await (const event of await studio.song.compare({ projectId, file }, { signal: own.signal })) {
        if (event.kind === 'progress') setProgress(event)
        else setComparison(event.comparison)
      }
    } catch (error) {
      if (!own.signal.aborted) setTrouble(failureSentence(error))
    } finally {
      if (running.current === own) setProgress(null)
    }
  }

  function begin(choose: () => Promise<FileRef | undefined>): void {
    compare(choose).catch((error: unknown) => setTrouble(failureSentence(error)))
  }
  return { progress, comparison, trouble, begin }
}
