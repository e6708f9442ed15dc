import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { COCKTAIL_COUNT } from '#model/prompt/look-test.ts'
import { failureSentence } from '../../client/failure.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { notify } from '../../ui/notices.tsx'
import { AskPricePanel } from '../asking/ask-price-panel.tsx'
import { priceText } from '../asking/price-text.ts'
import { useSend } from '../asking/use-send.ts'
import { LookChips } from './look-chips.tsx'
import { changeLookTest, keepLookTest, type LookTestDraft, type TriedLook } from './look-test-draft.ts'
import { useTreatment } from './use-treatment.tsx'

const words = texts.lookTests

/** Which looks are tried on which shots, and at what price. */
export function LookTestForm({ draft: { looks, shotIds, isSending } }: { draft: LookTestDraft }) {
  const { id: projectId } = useProject()
  const { shots } = useTreatment()
  const studio = useStudio()
  const wish = {
    projectId,
    looks: looks.map(look => ({ style: [...look.style], negative: [...look.negative] })),
    shotIds: [...new Set(shotIds)],
  }
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...useQueries().lookTests.price.queryOptions({ input: wish }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const price = error === null ? data : undefined
  const canSend = price !== undefined && !isPlaceholderData && price.obstacles.length === 0 && !isSending
  const close = (): void => keepLookTest(projectId, undefined)
  const send = useSend({
    price: canSend ? price : null,
    async ask(quoted) {
      changeLookTest(projectId, () => ({ isSending: true }))
      try {
        await studio.lookTests.ask({ ...wish, quoted })
      } finally {
        changeLookTest(projectId, () => ({ isSending: false }))
      }
    },
    refetch,
    done(asked) {
      const { takes, heldTakes } = asked
      const isHeld = heldTakes > 0
      const text = isHeld ? texts.asking.askedHeld(takes, priceText(asked), heldTakes, null) : words.asked(takes)
      notify({ kind: 'info', text })
      close()
    },
  })

  const setLooks = (changed: (looks: readonly TriedLook[]) => readonly TriedLook[]): void =>
    changeLookTest(projectId, draft => ({ looks: changed(draft.looks) }))
  const change = (id: number, changed: Partial<TriedLook>): void =>
    setLooks(looks => looks.map(look => (look.id === id ? { ...look, ...changed } : look)))
  return (
    // No form: the cap beside the price is one, and a form in a form would load the window anew.
    <section
      aria-label={words.start}
      className="flex flex-col gap-4 rounded-card bg-panel p-4 inset-ring inset-ring-line"
    >
      <ol className="flex flex-col divide-y divide-line">
        {looks.map((look, index) => (
          <li key={look.id} className="flex items-start gap-4 py-2.5 first:pt-0">
            <b className="h-6 w-16 shrink-0 font-medium">{words.look(index)}</b>
            <div
              role="group"
              aria-label={words.look(index)}
              className="grid min-w-0 grow grid-cols-2 items-start gap-4"
            >
              <div className="flex flex-wrap items-center gap-1.5">
                <LookChips words={look.style} change={style => change(look.id, { style })} />
              </div>
              <div className="flex flex-wrap items-center gap-1.5">
                <span className="text-12 text-soft">{texts.treatment.never}</span>
                <LookChips words={look.negative} isNegative change={negative => change(look.id, { negative })} />
              </div>
            </div>
            {looks.length > COCKTAIL_COUNT.min && (
              <IconButton
                name={words.removeLook(index)}
                look="quiet"
                size="small"
                onClick={() => setLooks(looks => looks.filter(({ id }) => id !== look.id))}
              >
                <X {...SMALL_ICON} />
              </IconButton>
            )}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-end gap-3">
        <Button
          size="small"
          disabled={looks.length >= COCKTAIL_COUNT.max}
          onClick={() =>
            setLooks(looks => [...looks, { ...looks.at(-1)!, id: Math.max(...looks.map(({ id }) => id)) + 1 }])
          }
        >
          <Plus {...SMALL_ICON} />
          {words.addLook}
        </Button>
        {shotIds.map((shotId, index) => (
          <SelectField
            // A place in a fixed row of choices.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            size="small"
            label={words.triedOn(index)}
            value={shotId}
            options={shots.map(({ id, number }) => ({ value: id, label: texts.treatment.shotNumber(number) }))}
            choose={chosen => changeLookTest(projectId, draft => ({ shotIds: draft.shotIds.with(index, chosen) }))}
          />
        ))}
      </div>
      {price && <AskPricePanel price={price} projectId={projectId} />}
      {error && (
        <p role="status" className="text-warn">
          {failureSentence(error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button look="primary" disabled={!canSend} onClick={send}>
          {words.ask(price?.takes ?? null)}
        </Button>
        <Button look="quiet" onClick={close}>
          {texts.ui.cancel}
        </Button>
      </div>
    </section>
  )
}
