import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { BINDINGS, type Binding } from '#model/seam/binding.ts'
import type { SeamRow } from '#model/contract/seam-bindings-contract.ts'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { dollars } from '#model/dollars.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.tsx'
import { heardAsk } from '../asking/heard-ask.ts'
import { OlderNeighbour } from './older-neighbour.tsx'
import { useSeams } from './use-seams.ts'

type Props = {
  readonly shot: TreatmentRow
  /** The seams before all of these are bound together. */
  readonly chosen: readonly TreatmentRow[]
  readonly inSection: readonly TreatmentRow[]
}

/** How a shot is bound to the one before it: chosen here, with what waits for it and what it has left behind. */
export function SeamBinding({ shot, chosen, inSection }: Props) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const seam = useSeams().find(({ toShotId }) => toShotId === shot.id)
  const { seamBindings: words } = texts
  if (!seam) return <p className="text-12 text-soft">{shot.number === 1 ? words.first : ''}</p>

  const bind = (shots: readonly TreatmentRow[], binding: Binding): void =>
    act(() => studio.seams.setBinding({ projectId, toShotIds: shots.map(({ id }) => id), binding }))
  return (
    <div className="flex flex-col gap-2 text-12">
      <div className="flex items-center justify-between gap-3">
        <span className="text-soft">{words.bound}</span>
        <SelectField
          size="small"
          isLabelHidden
          label={words.title}
          value={seam.binding}
          options={BINDINGS.map(value => ({ value, label: words.names[value] }))}
          choose={binding => bind(chosen, binding)}
        />
      </div>
      <p className="text-pretty text-soft">{words.said(seam.binding, shot.number)}</p>
      {seam.isAnchor && <p className="text-pretty text-faint">{words.anchor}</p>}
      <SeamNotes seam={seam} />
      <div className="flex flex-wrap gap-2">
        {inSection.length > 1 && (
          <Button size="small" onClick={() => bind(inSection, 'handed-on')}>
            {words.through}
          </Button>
        )}
        {seam.binding === 'bridge' && <BridgeButtons seam={seam} />}
      </div>
    </div>
  )
}

function SeamNotes({ seam }: { seam: SeamRow }) {
  const { seamBindings: words } = texts
  const { binding, waiting, older, toNumber } = seam
  return (
    <>
      {waiting > 0 && (
        <p className="text-pretty text-warn">
          {binding === 'bridge'
            ? words.waitingBridge(waiting)
            : words.waiting(waiting, binding === 'handed-back' ? toNumber : toNumber - 1)}
        </p>
      )}
      {older.map(one => (
        <OlderNeighbour key={one.takeId} older={one} />
      ))}
    </>
  )
}

function BridgeButtons({ seam: { fromShotId, toShotId, bridgeTakeIds } }: { seam: SeamRow }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const seam = { projectId, fromShotId, toShotId }
  const { data: price, error } = useQuery(useQueries().seams.priceBridge.queryOptions({ input: seam }))
  const { seamBindings: words } = texts
  const [takeId] = bridgeTakeIds
  // Pressed twice, one is asked for.
  const isAsking = useRef(false)

  function ask(): void {
    if (!price || isAsking.current) return
    isAsking.current = true
    act(async () => {
      try {
        await heardAsk(() => studio.seams.askBridge({ ...seam, quotedMicroUsd: price.microUsd }))
        notify({ kind: 'info', text: words.bridgeAsked })
      } finally {
        isAsking.current = false
      }
    })
  }

  return (
    <>
      {error && <p className="w-full text-pretty text-warn">{error.message}</p>}
      <Button
        size="small"
        disabled={!price || error !== null}
        // Nor where the first press of two in a row has been answered by the second.
        onClick={({ detail }) => detail < 2 && ask()}
      >
        {words.askBridge(price ? priceText(price.microUsd) : null)}
      </Button>
      {takeId !== undefined && (
        <Button
          size="small"
          onClick={() =>
            act(async () => {
              await studio.seams.layBridge({ projectId, takeId })
              notify({ kind: 'info', text: words.bridgeUsed })
            })
          }
        >
          {words.layBridge}
        </Button>
      )}
    </>
  )
}

/** Null of what is free. */
function priceText(microUsd: number | null): string | null {
  if (microUsd === 0) return null
  return microUsd === null ? texts.asking.notKnown : dollars(microUsd)
}
