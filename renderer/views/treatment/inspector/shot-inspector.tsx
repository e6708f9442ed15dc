import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { SentWords as Sent, TreatmentRow } from '#model/contract/treatment-contract.ts'
import { areSameReferences, referencesFor } from '#model/reference-stills.ts'
import { inOneText, isSameAsked, isSameWords, type AskedWords, type ShotWords } from '#model/shot-words.ts'
import { useQueries } from '../../../client/studio-context.tsx'
import { useProject } from '../../../frame/use-project.tsx'
import { texts } from '../../../texts.ts'
import { IconButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { SMALL_ICON } from '../../../ui/icon.ts'
import { SectionSquare } from '../../../ui/section.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { ago } from '../../../ui/ago.ts'
import { SeamBinding } from '../../seams/seam-binding.tsx'
import { copyText } from '../copy-text.ts'
import { LookChips } from '../look-chips.tsx'
import { useEdits, useTreatment } from '../use-treatment.tsx'
import { WordDiff } from '../word-diff.tsx'
import { PassagePart } from './passage-part.tsx'
import { ReferencePictures } from './reference-pictures.tsx'
import { SentWords } from './sent-words.tsx'
import { ShotFacts } from './shot-facts.tsx'
import { StillDrop } from './still-drop.tsx'
import { useSent } from './use-sent.ts'

/** What would be sent for a shot, where its words come from, what was sent before, and its facts. */
export function ShotInspector({ shot, chosen }: { shot: TreatmentRow; chosen: readonly TreatmentRow[] }) {
  const { id: projectId } = useProject()
  const { data } = useQuery({
    ...useQueries().treatment.sent.queryOptions({ input: { projectId, shotId: shot.id } }),
    placeholderData: before => before,
  })
  const { sections, compromises, shots } = useTreatment()
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
      </header>
      {data ? (
        <SentPart key={shot.id} shot={shot} kept={data} />
      ) : (
        <Part>
          <Skeleton className="h-24 w-full" />
        </Part>
      )}
      <Part>
        <ShotFacts shot={shot} chosen={chosen} handleTicks={data?.handleTicks ?? null} />
        {notes.map(({ message }) => (
          <p key={message} className="mt-2 text-12 text-warn">
            {message}
          </p>
        ))}
      </Part>
      <Part title={texts.seamBindings.title}>
        <SeamBinding
          shot={shot}
          chosen={chosen.length > 0 ? chosen : [shot]}
          inSection={shots.filter(({ sectionKey }) => sectionKey !== null && sectionKey === shot.sectionKey)}
        />
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
      <Part title={texts.treatment.passageTitle}>
        <PassagePart key={shot.id} shot={shot} />
      </Part>
      <Part title={texts.treatment.still}>
        <StillDrop shot={shot} />
      </Part>
      {data && data.versions.length > 0 && (
        <Part title={texts.treatment.versions}>
          <Versions shot={shot} kept={data} />
        </Part>
      )}
    </div>
  )
}

/** The words themselves, one variation at a time. */
function SentPart({ shot, kept }: { shot: TreatmentRow; kept: Sent }) {
  const [variation, setVariation] = useState(0)
  const now = useSent(shot, kept, variation)
  const { labels, count } = now
  return (
    <Part>
      <div className="mb-2 flex items-center gap-2 text-12 text-soft">
        <span className="min-w-0 grow truncate" title={kept.modelTitle}>
          {kept.modelTitle}
        </span>
        <IconButton
          name={texts.treatment.copyPrompt}
          look="quiet"
          size="small"
          className="-mr-2"
          onClick={() => void copyText(now.wholeText, texts.treatment.promptCopied)}
        >
          <Copy {...SMALL_ICON} />
        </IconButton>
      </div>
      {count > 1 && (
        <div className="mb-2 flex items-center gap-2 text-12">
          <span className="grow">{texts.treatment.variations(count)}</span>
          <SelectField
            size="small"
            isLabelHidden
            label={texts.treatment.variation}
            value={String(Math.min(variation, labels.length - 1))}
            options={labels.map((label, index) => ({ value: String(index), label }))}
            choose={index => setVariation(Number(index))}
          />
        </div>
      )}
      <SentWords now={now} reading={kept.reading} />
      <ReferencePictures stills={now.sent.stills} kept={kept} />
    </Part>
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

function Versions({ shot, kept }: { shot: TreatmentRow; kept: Sent }) {
  const nowMs = useNow()
  const nows = useSent(shot, kept, 0).all.map(({ words, stills }): AskedWords => ({
    ...words,
    ...referencesFor(stills, kept.takesReferences, kept.isBound),
  }))
  return (
    <ul className="flex flex-col gap-2">
      {kept.versions.map(({ version, frozenAtMs, words }) => {
        const now = nows.find(each => isSameWords(words, each)) ?? nows[0]!
        const isSame = isSameAsked(words, now)
        return (
          <li key={version}>
            <details className="group" open={!isSame && version === kept.versions[0]?.version}>
              <summary className="text-12 text-text">
                {texts.treatment.versionNow(version, ago(frozenAtMs, nowMs))}
                <span className="text-soft">
                  {' '}
                  · {isSame ? texts.treatment.sameAsNow : texts.treatment.changedSince}
                </span>
              </summary>
              <div className="mt-1 pl-3.5">
                <WordDiff before={inOneText(words)} after={inOneText(asKept(now, words))} />
                {!areSameReferences(words, now) && (
                  <p className="mt-1 text-12 text-soft">{texts.treatment.referencesChanged}</p>
                )}
              </div>
            </details>
          </li>
        )
      })}
    </ul>
  )
}

/** The words of now laid out as those of a version are, that may have been kept without their text. */
function asKept(now: ShotWords, { text: kept }: ShotWords): ShotWords {
  const { text, ...fields } = now
  return kept === undefined || text === undefined ? fields : now
}
