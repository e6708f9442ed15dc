import { FileMusic, TriangleAlert } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { Comparing, SongComparison, SongScreen } from '#model/contract/song-contract.ts'
import type { StudioClient } from '../../client/client.ts'
import { failureSentence } from '../../client/failure.ts'
import { tellFailure } from '../../client/tell-failure.ts'
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

/** A browser sends the file first; what the studio does with it, it tells. */
type Progress = { readonly step: 'sending' | Extract<Comparing, { kind: 'progress' }>['step']; readonly share: number }

const STEPS: Record<Progress['step'], string> = {
  sending: words.sending,
  hearing: words.hearing,
  comparing: words.comparing,
}

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
  const { progress, comparison, trouble, begin } = useComparing()
  const [isReplacing, setReplacing] = useState(false)
  const close = (): void => useSongStore.setState({ isReplacing: false, dropped: null })
  const dropped = useSongStore(state => state.dropped)
  useEffect(() => {
    if (dropped) begin(async onSent => (await givenFiles([dropped], onSent))[0])
  }, [dropped, begin])
  const { isOver, dropProps } = useFileDrop(files =>
    begin(async onSent => (await givenFiles(files.slice(0, 1), onSent))[0]),
  )

  const choose = (): void =>
    begin(async () => (await picker.files({ kind: 'song', title: words.choose, isMany: false }))[0])

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
        tellFailure(error)
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
              <Button look={comparison.isSame ? 'plain' : 'primary'} onClick={choose}>
                {words.again}
              </Button>
              <Button
                look={comparison.isSame ? 'primary' : 'plain'}
                disabled={isReplacing}
                onClick={() => replace(comparison)}
              >
                {comparison.isSame ? words.accept : words.acceptOther}
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
            <span role="status">{STEPS[progress.step]}</span>
            <ProgressBar label={STEPS[progress.step]} value={progress.share} />
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

type ChooseFile = (onSent: (share: number) => void) => Promise<FileRef | undefined>

type Compared = {
  readonly progress: Progress | null
  readonly comparison: SongComparison | null
  readonly trouble: string | null
}

const NOTHING: Compared = { progress: null, comparison: null, trouble: null }

/** Compares one file at a time; leaving ends it. */
function useComparing() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const [compared, setCompared] = useState<Compared>(NOTHING)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const begin = useCallback(
    (choose: ChooseFile) => {
      running.current?.abort()
      const own = new AbortController()
      running.current = own
      void compare(studio, { projectId, choose, signal: own.signal }, setCompared)
    },
    [projectId, studio],
  )
  return { ...compared, begin }
}

/** Tells how far it is, and at last what the comparison found or why there is none. Nobody is told of one that was left. */
async function compare(
  studio: StudioClient,
  wish: { projectId: string; choose: ChooseFile; signal: AbortSignal },
  show: (compared: Compared) => void,
): Promise<void> {
  const { projectId, choose, signal } = wish
  const tell = (part: Partial<Compared>): void => {
    if (!signal.aborted) show({ ...NOTHING, ...part })
  }
  try {
    const file = await choose(share => tell({ progress: { step: 'sending', share } }))
    if (!file || signal.aborted) return
    tell({ progress: { step: 'hearing', share: 0 } })
    for await (const event of await studio.song.compare({ projectId, file }, { signal })) {
      tell(event.kind === 'progress' ? { progress: event } : { comparison: event.comparison })
    }
  } catch (error) {
    tell({ trouble: failureSentence(error) })
  }
}
