import { FileMusic } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { Hearing } from '#model/contract/song-contract.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { tellFailure, wayOutOf } from '../../client/tell-failure.ts'
import { givenFiles } from '../../files/given-files.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { usePicker } from '../../files/use-picker.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.tsx'
import { Empty, Failed, ProgressBar } from '../../ui/states.tsx'
import { HearingSong } from './hearing-song.tsx'

const { none: words } = texts.song

/** A project without a song: one is dropped or chosen, its waveform stands at once, and the rest follows behind it. */
export function NoSong() {
  const { isTaking, sentShare, seen, heardShare, failure, follow, take } = useTakingIn()
  const picker = usePicker()
  const { isOver, dropProps } = useFileDrop(files => {
    if (files.length > 1) notify({ kind: 'info', text: words.onlyOne })
    take(async onSent => (await givenFiles(files.slice(0, 1), onSent))[0])
  })

  if (seen) return <HearingSong seen={seen} heardShare={heardShare} />
  if (failure !== null) {
    const wayOut = wayOutOf(failure)
    return (
      <Failed error={failure} retry={follow}>
        {wayOut && <Button onClick={wayOut.run}>{wayOut.label}</Button>}
      </Failed>
    )
  }
  const status = sentShare === null ? words.looking : words.sending(Math.round(100 * sentShare))
  return (
    <div {...dropProps} className="flex size-full p-6">
      <div
        className={`flex size-full rounded-card border border-dashed ${isOver ? 'border-now bg-raised' : 'border-line-strong'}`}
      >
        <Empty
          icon={<FileMusic size={40} strokeWidth={1.25} aria-hidden="true" />}
          title={isTaking ? <span role="status">{status}</span> : isOver ? words.dropHere : words.title}
          body={isTaking ? undefined : words.body}
        >
          {isTaking ? (
            <ProgressBar label={status} value={sentShare} className="w-64" />
          ) : (
            <Button
              look="primary"
              size="large"
              onClick={() =>
                take(async () => (await picker.files({ kind: 'song', title: words.chooseTitle, isMany: false }))[0])
              }
            >
              {words.choose}
            </Button>
          )}
        </Empty>
      </div>
    </div>
  )
}

type Seen = Extract<Hearing, { kind: 'waveform' }>

/** Watches what is being heard already, whoever began it, and takes in what is given. */
function useTakingIn() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const client = useQueryClient()
  const queries = useQueries()
  const [isTaking, setTaking] = useState(false)
  const [sentShare, setSentShare] = useState<number | null>(null)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [heardShare, setHeardShare] = useState(0)
  /** What keeps the song of this project from being heard. */
  const [failure, setFailure] = useState<unknown>(null)
  const [tries, setTries] = useState(0)

  async function watch(events: AsyncIterable<Hearing>): Promise<void> {
    for await (const event of events) {
      if (event.kind === 'waveform') {
        setSeen(event)
        setHeardShare(0)
      } else if (event.kind === 'progress') setHeardShare(event.share)
      else {
        await client.invalidateQueries({ queryKey: queries.song.key() })
        await client.invalidateQueries({ queryKey: queries.project.key() })
      }
    }
  }

  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const follow = async (): Promise<void> => watch(await studio.song.hear({ projectId }, { signal }))
    follow().catch((error: unknown) => {
      if (signal.aborted) return
      setSeen(null)
      setFailure(error)
    })
    return () => leaving.abort()
    // Once for a project: what follows is told by the stream.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [studio, projectId, tries])

  function follow(): void {
    setFailure(null)
    setTries(tries + 1)
  }

  function take(choose: (onSent: (share: number) => void) => Promise<FileRef | undefined>): void {
    if (isTaking) return
    const run = async (): Promise<void> => {
      const file = await choose(share => {
        setTaking(true)
        setSentShare(share)
      })
      if (!file) return
      setTaking(true)
      setSentShare(null)
      await watch(await studio.song.take({ projectId, file }))
    }
    run()
      .catch((error: unknown) => {
        setSeen(null)
        tellFailure(error)
      })
      .finally(() => {
        setTaking(false)
        setSentShare(null)
      })
  }

  return { isTaking, sentShare, seen, heardShare, failure, follow, take }
}
