import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SentWords as Sent, TreatmentRow } from '#model/contract/treatment-contract.ts'
import { useQueries } from '../../../client/studio-context.tsx'
import { useProject } from '../../../frame/use-project.tsx'
import { texts } from '../../../texts.ts'
import { IconButton } from '../../../ui/button.tsx'
import { SMALL_ICON } from '../../../ui/icon.ts'
import { SectionSquare } from '../../../ui/section.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { ago } from '../../../ui/ago.ts'
import { copyText } from '../copy-text.ts'
import { LookChips } from '../look-chips.tsx'
import { useEdits, useTreatment } from '../use-treatment.tsx'
import { WordDiff } from '../word-diff.tsx'
import { separatorAfter, SentWords } from './sent-words.tsx'
import { ShotFacts } from './shot-facts.tsx'
import { StillDrop } from './still-drop.tsx'

/** What would be sent for a shot, where its words come from, what was sent before, and its facts. */
export function ShotInspector({ shot, chosen }: { shot: TreatmentRow; chosen: readonly TreatmentRow[] }) {
  const { id: projectId } = useProject()
  const { data } = useQuery({
    ...useQueries().treatment.sent.queryOptions({ input: { projectId, shotId: shot.id } }),
    placeholderData: before => before,
  })
  const { sections, compromises } = useTreatment()
  const { setLook } = useEdits()
  const level = { kind: 'shot', shotId: shot.id } as const
  const section = sections.find(({ key }) => key === shot.sectionKey)
  const notes = compromises.filter(compromise => compromise.shot === shot.number)

  return (
    <div className="flex size-full min-h-0 flex-col overflow-y-auto bg-panel">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4">
        <SectionSquare label={section?.label ?? null} />
        <h2 className="font-strong">
          {shot.number} {texts.treatment.sent}
        </h2>
        <span className="grow" />
        {chosen.length > 1 && <span className="text-12 text-soft">{texts.treatment.chosen(chosen.length)}</span>}
        {chosen.length <= 1 && data && (
          <>
            <span className="text-12 text-soft">{texts.treatment.characters(wholeText(data).length)}</span>
            <IconButton
              name={texts.treatment.copyPrompt}
              look="quiet"
              size="small"
              className="-mr-2"
              onClick={() => void copyText(wholeText(data), texts.treatment.promptCopied)}
            >
              <Copy {...SMALL_ICON} />
            </IconButton>
          </>
        )}
      </header>
      <Part>
        {data ? <SentWords sent={data} hasPassage={shot.passage !== ''} /> : <Skeleton className="h-24 w-full" />}
      </Part>
      <Part>
        <ShotFacts shot={shot} chosen={chosen} handleTicks={data?.handleTicks ?? null} />
        {notes.map(({ message }) => (
          <p key={message} className="mt-2 text-12 text-warn">
            {message}
          </p>
        ))}
      </Part>
      <Part title={texts.treatment.ownLook}>
        <div className="flex flex-wrap gap-1.5">
          <LookChips words={shot.style} change={style => setLook(level, { style })} />
        </div>
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          <span className="text-12 text-soft">{texts.treatment.never}</span>
          <LookChips words={shot.negative} isNegative change={negative => setLook(level, { negative })} />
        </div>
      </Part>
      <Part title={texts.treatment.still}>
        <StillDrop shot={shot} />
      </Part>
      {data && data.versions.length > 0 && (
        <Part title={texts.treatment.versions}>
          <Versions sent={data} />
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="shrink-0 border-b border-line px-4 py-3 last:border-none">
      {title !== undefined && <h3 className="mb-2 text-12 font-strong">{title}</h3>}
      {children}
    </section>
  )
}

/** All words of a request in one text, for a service on the web. */
function wholeText({ parts }: Sent): string {
  return parts.map(({ text }, index) => (index < parts.length - 1 ? `${text}${separatorAfter(text)}` : text)).join('')
}

function Versions({ sent: { versions, text: now } }: { sent: Sent }) {
  const nowMs = useNow()
  return (
    <ul className="flex flex-col gap-2">
      {versions.map(({ version, frozenAtMs, text }) => {
        const isSame = text === now
        return (
          <li key={version}>
            <details className="group" open={!isSame && version === versions[0]?.version}>
              <summary className="text-12 text-text">
                {texts.treatment.versionNow(version, ago(frozenAtMs, nowMs))}
                <span className="text-soft">
                  {' '}
                  · {isSame ? texts.treatment.sameAsNow : texts.treatment.changedSince}
                </span>
              </summary>
              <div className="mt-1 pl-3.5">
                <WordDiff before={text} after={now} />
              </div>
            </details>
          </li>
        )
      })}
    </ul>
  )
}
