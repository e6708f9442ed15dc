import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { Clapperboard, Film, ListVideo } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import type { SearchHit } from '#model/contract/projects-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { focusShot } from '../../frame/focus.ts'
import { addressOf } from '../../frame/routes.ts'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import { Empty, Failed, Skeleton } from '../../ui/states.tsx'
import { marked } from './marked.ts'

const { search: words } = texts.library
const MOST_HITS = 50

/** What is found, as it is typed: projects, then shots, then takes, each a way in. */
export function SearchResults({ text }: { text: string }) {
  const list = useRef<HTMLDivElement>(null)
  const { data, error, refetch } = useQuery({
    ...useQueries().projects.search.queryOptions({ input: { text } }),
    // The results of what was typed before stand until the next are there.
    placeholderData: keepPreviousData,
  })

  function onKeyDown(event: KeyboardEvent): void {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])]
    const at = links.findIndex(link => link === document.activeElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || at < 0) return
    event.preventDefault()
    links[at + step]?.focus()
  }

  if (!data && error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton className="h-11 w-full" />
  if (data.length === 0) return <Empty title={words.nothing(text)} body={words.nothingBody} />
  const groups = [
    { kind: 'project', title: words.projects, icon: <Film {...ICON} /> },
    { kind: 'shot', title: words.shots, icon: <ListVideo {...ICON} /> },
    { kind: 'take', title: words.takes, icon: <Clapperboard {...ICON} /> },
  ] as const
  return (
    // The list hears the arrows of the links in it.
    // oxlint-disable-next-line jsx_a11y/no-static-element-interactions
    <div ref={list} onKeyDown={onKeyDown} className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        {words.count(data.length)}
      </p>
      {groups.map(({ kind, title, icon }) => {
        const hits = data.filter(hit => hit.kind === kind)
        if (hits.length === 0) return null
        return (
          <section key={kind} aria-labelledby={`found-${kind}`}>
            <h2 id={`found-${kind}`} className="mb-2 flex items-center gap-2 font-strong">
              <span className="text-faint">{icon}</span>
              {title}
              <span className="text-12 font-body text-faint">{hits.length}</span>
            </h2>
            <ul className="flex flex-col gap-px overflow-hidden rounded-card">
              {hits.map(hit => (
                <Hit key={hit.takeId ?? hit.shotId ?? hit.projectId} hit={hit} text={text} />
              ))}
            </ul>
          </section>
        )
      })}
      {data.length >= MOST_HITS && <p className="text-12 text-faint">{words.most}</p>}
    </div>
  )
}

function Hit({ hit, text }: { hit: SearchHit; text: string }) {
  const workspace = ({ project: 'song', shot: 'treatment', take: 'takes' } as const)[hit.kind]
  const address = addressOf({ screen: 'project', projectId: hit.projectId, workspace })
  return (
    <li>
      <a
        href={`#${address}`}
        onClick={() => focusShot(hit.shotId, hit.takeId)}
        className="grid grid-cols-[132px_minmax(0,1fr)_200px] items-baseline gap-4 bg-panel px-3.5 py-2 outline-offset-[-2px] hover:bg-raised max-wide:grid-cols-[112px_minmax(0,1fr)_140px]"
      >
        <span className="truncate text-12 text-soft">{numberOf(hit)}</span>
        <span className="truncate text-soft">
          {marked(hit.text, text).map((part, index) =>
            part.isHit ? (
              <b key={index} className="font-strong text-text">
                {part.text}
              </b>
            ) : (
              part.text
            ),
          )}
        </span>
        <span className="truncate text-right text-12 text-faint">{hit.kind === 'project' ? '' : hit.projectTitle}</span>
      </a>
    </li>
  )
}

function numberOf({ kind, shotNumber, takeNumber }: SearchHit): string {
  if (kind === 'project') return texts.library.menu.open
  if (kind === 'shot') return shotNumber === null ? words.shots : words.shot(shotNumber)
  if (takeNumber === null) return words.takes
  return shotNumber === null ? words.take(takeNumber) : words.takeOf(shotNumber, takeNumber)
}
