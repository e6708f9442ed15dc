import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowUp, Folder } from 'lucide-react'
import { useState } from 'react'
import type { FolderListing } from '#model/contract/files-contract.ts'
import { useQueries } from '../client/studio-context.tsx'
import { texts } from '../texts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ICON } from '../ui/icon.ts'
import { Failed, Skeleton } from '../ui/states.tsx'
import { PickerLines } from './picker-lines.tsx'
import { chooseFile, joinPath, splitPath, type PickerLine } from './picker-list.ts'
import type { PickerQuestion } from './picker-store.ts'

type Props = { readonly question: PickerQuestion; readonly answer: (paths: string[]) => void }

/** A dialog over this machine's folders, for a browser, which has none for them. */
export function FilePicker({ question, answer }: Props) {
  const suggested = question.what === 'save' ? splitPath(question.suggestedPath) : null
  const [path, setPath] = useState<string | null>(suggested?.folder ?? null)
  /** An address that is being written; null while it is the folder's. */
  const [typed, setTyped] = useState<string | null>(null)
  const [find, setFind] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [name, setName] = useState(suggested?.name ?? '')
  const kind = question.what === 'files' ? question.kind : null
  const browse = useQueries().files.browse.queryOptions({ input: { path, kind } })
  const { data: listing, error } = useQuery({ ...browse, staleTime: 0, placeholderData: keepPreviousData })
  const isMany = question.what === 'files' && question.isMany

  function enter(folder: string | null): void {
    setPath(folder)
    setTyped(null)
    setFind('')
  }

  /** What the button would answer now; null while there is nothing to answer. */
  function answerNow(): string[] | null {
    if (question.what === 'files') return chosen.length > 0 ? [...chosen] : null
    if (!listing) return null
    if (question.what === 'folder') return [listing.path]
    return name.trim() === '' ? null : [joinPath(listing.path, name.trim())]
  }

  function press(line: PickerLine, isTwice: boolean): void {
    if (line.kind === 'folder') {
      if (isTwice) enter(line.path)
    } else if (isTwice) answer([...new Set([...chosen, line.path])].slice(isMany ? 0 : -1))
    else setChosen(chooseFile(chosen, line.path, isMany))
  }

  const paths = answerNow()
  const words = { files: texts.files.open, folder: texts.files.chooseFolder, save: texts.files.save }
  return (
    <Dialog
      title={question.title}
      isOpen
      close={() => answer([])}
      width="wide"
      footnote={listing?.isCutOff ? texts.files.cutOff : texts.files.chosen(chosen.length)}
      actions={
        <>
          <Button onClick={() => answer([])}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={paths === null} onClick={() => paths && answer(paths)}>
            {words[question.what]}
          </Button>
        </>
      }
    >
      <div className="grid h-[min(60vh,480px)] grid-cols-[160px_minmax(0,1fr)] gap-4">
        <Places listing={listing} current={listing?.path ?? null} enter={enter} />
        <div className="flex min-h-0 flex-col gap-2">
          <div className="flex items-center gap-2">
            <IconButton
              name={texts.files.up}
              disabled={!listing?.parent}
              onClick={() => listing?.parent && enter(listing.parent)}
            >
              <ArrowUp {...ICON} />
            </IconButton>
            <TextField
              label={texts.files.folder}
              isLabelHidden
              value={typed ?? listing?.path ?? ''}
              onChange={event => setTyped(event.target.value)}
              onKeyDown={event => event.key === 'Enter' && typed !== null && enter(typed)}
              className="min-w-0 grow"
            />
            <TextField
              label={texts.files.find}
              isLabelHidden
              placeholder={texts.files.find}
              value={find}
              onChange={event => setFind(event.target.value)}
              className="w-52 shrink-0"
            />
          </div>
          {error ? (
            <Failed error={error} retry={() => enter(null)} />
          ) : listing ? (
            <PickerLines
              key={listing.path}
              listing={listing}
              find={find}
              chosen={chosen}
              isMany={isMany}
              press={press}
              up={() => listing.parent && enter(listing.parent)}
            />
          ) : (
            <Skeleton className="min-h-0 grow" />
          )}
          {question.what === 'save' && (
            <TextField label={texts.files.name} value={name} onChange={event => setName(event.target.value)} />
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Places({
  listing,
  current,
  enter,
}: {
  listing: FolderListing | undefined
  current: string | null
  enter: (path: string) => void
}) {
  return (
    <nav aria-label={texts.files.places} className="flex min-h-0 flex-col gap-0.5 overflow-auto">
      {listing?.places.map(place => (
        <Button
          key={place.path}
          look="quiet"
          aria-current={place.path === current ? 'location' : undefined}
          className={`justify-start! ${place.path === current ? 'bg-chosen! text-on-chosen!' : ''}`}
          onClick={() => enter(place.path)}
        >
          <Folder {...ICON} />
          <span className="truncate">{place.name}</span>
        </Button>
      ))}
    </nav>
  )
}
