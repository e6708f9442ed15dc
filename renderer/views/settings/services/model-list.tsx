import { Ban, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ServiceModel } from '#model/contract/services-contract.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { useAct } from '../../../client/use-act.ts'
import { texts } from '../../../texts.ts'
import { IconButton } from '../../../ui/button.tsx'
import { ICON } from '../../../ui/icon.ts'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { dayWords, lengthWords, priceWords } from './model-words.ts'

const { models: words, removal } = texts.services

/** The models of a service, those that were shut down last. */
export function ModelList({ models }: { models: readonly ServiceModel[] }) {
  const live = models.filter(({ retired }) => retired === null)
  const retired = models.filter(model => model.retired !== null)
  return (
    <section aria-label={words.title}>
      <h4 className="text-12 text-soft">{words.count(live.length)}</h4>
      <ul className="mt-1 flex flex-col divide-y divide-line">
        {[...live, ...retired].map(model => (
          <ModelLine key={model.id} model={model} />
        ))}
      </ul>
    </section>
  )
}

function ModelLine({ model }: { model: ServiceModel }) {
  const { title, price, lengths, retired, isOwnWorkflow } = model
  return (
    <li className="flex min-h-7 items-center gap-3 py-1 text-12">
      <span className={`min-w-0 grow ${retired ? 'text-soft' : ''}`}>
        {title}
        {isOwnWorkflow && <span className="ml-2 text-soft">{words.own}</span>}
      </span>
      {retired ? (
        <span className="flex max-w-3/5 items-start gap-1.5 text-soft">
          <Ban {...ICON} size={12} className="mt-1 shrink-0" />
          <span className="text-right text-pretty">
            {words.retired(dayWords(retired.onDay))}
            {retired.successor !== null && `. ${words.successor(retired.successor)}`}
          </span>
        </span>
      ) : (
        <span className="shrink-0 text-soft">
          {lengthWords(lengths)}, {priceWords(price)}
        </span>
      )}
      {isOwnWorkflow && <RemoveWorkflow model={model} />}
    </li>
  )
}

function RemoveWorkflow({ model: { id: modelId, title } }: { model: ServiceModel }) {
  const studio = useStudio()
  const act = useAct()
  const [isAsked, setIsAsked] = useState(false)
  return (
    <>
      <IconButton name={words.removeWorkflow(title)} size="small" look="quiet" onClick={() => setIsAsked(true)}>
        <Trash2 {...ICON} size={13} />
      </IconButton>
      {isAsked && (
        <ConfirmRemoval
          title={removal.workflow(title)}
          body={removal.workflowBody}
          remove={() => act(() => studio.services.removeWorkflow({ modelId }))}
          close={() => setIsAsked(false)}
        />
      )}
    </>
  )
}
