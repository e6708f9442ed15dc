import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleAlert, Film, Image as ImageIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ImportProposal } from '#model/contract/take-import.ts'
import type { TakeShot } from '#model/contract/takes-contract.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { ProgressBar } from '../../ui/states.tsx'
import { leaveImport, takeIn, useImport, type ImportState } from './import-store.ts'
import { tenths } from './seconds.ts'

/** From the drop to the takes: how far it is, and in between the question where the files belong. */
export function ImportDialog({ shots }: { shots: readonly TakeShot[] }) {
  const state = useImport(useProject().id)
  if (state.step === 'none') return null
  if (state.step === 'review') return <Review proposals={state.proposals} remarks={state.remarks} shots={shots} />
  return (
    <Dialog title={texts.takes.importClips} isOpen close={leaveImport} width="narrow">
      <Progress state={state} />
      <div className="mt-4 flex justify-end">
        <Button onClick={leaveImport}>{texts.ui.cancel}</Button>
      </div>
    </Dialog>
  )
}

function Progress({ state }: { state: Exclude<ImportState, { step: 'none' | 'review' }> }) {
  const { fraction, words } = told(state)
  return (
    <div role="status" className="flex flex-col gap-2">
      <span>{words}</span>
      <ProgressBar label={words} value={fraction} />
    </div>
  )
}

function told(state: Exclude<ImportState, { step: 'none' | 'review' }>): { fraction: number; words: string } {
  if (state.step === 'arriving') {
    return { fraction: state.fraction, words: texts.takes.arriving(Math.round(100 * state.fraction), state.name) }
  }
  const { done, total } = state
  const words = state.step === 'looking' ? texts.takes.looking(done, total) : texts.takes.takingIn(done, total)
  return { fraction: total === 0 ? 0 : done / total, words }
}

/** What a person decides about one file: whether it comes in, and to which shot ('' = the Board). */
type Choice = { readonly isIn: boolean; readonly shotId: string }

function Review({
  proposals,
  remarks,
  shots,
}: {
  proposals: readonly ImportProposal[]
  remarks: readonly string[]
  shots: readonly TakeShot[]
}) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const [choices, setChoices] = useState<readonly Choice[]>(() => proposals.map(firstChoice))
  const chosen = proposals.flatMap((proposal, index) => {
    const choice = choices[index]!
    if (!choice.isIn || !mayComeIn(proposal, choice)) return []
    return [{ file: proposal.file, shotIds: choice.shotId === '' ? [] : [choice.shotId] }]
  })
  const matched = proposals.filter(({ shotId, problem }) => shotId !== null && problem === null).length
  const choose = (index: number, changed: Partial<Choice>): void =>
    setChoices(choices => choices.map((choice, at) => (at === index ? { ...choice, ...changed } : choice)))
  return (
    <Dialog
      title={texts.takes.reviewTitle}
      isOpen
      close={leaveImport}
      width="wide"
      footnote={texts.takes.reviewSummary(proposals.length, matched)}
      actions={
        <>
          <Button onClick={leaveImport}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={chosen.length === 0} onClick={() => takeIn(studio, projectId, chosen)}>
            {chosen.length === 0 ? texts.takes.nothingChosen : texts.takes.takeInAll(chosen.length)}
          </Button>
        </>
      }
    >
      {remarks.map(remark => (
        <p key={remark} className="mb-2 flex items-center gap-2 text-12 text-warn">
          <CircleAlert {...SMALL_ICON} />
          {remark}
        </p>
      ))}
      <Proposals proposals={proposals} choices={choices} choose={choose} shots={shots} />
    </Dialog>
  )
}

function firstChoice(proposal: ImportProposal): Choice {
  const choice = { isIn: true, shotId: proposal.shotId ?? '' }
  return { ...choice, isIn: proposal.standing !== 'already-there' && mayComeIn(proposal, choice) }
}

function mayComeIn({ problem, kind }: ImportProposal, { shotId }: Choice): boolean {
  return problem === null && (kind === 'clip' || shotId !== '')
}

const ROW_HEIGHT = 52

function Proposals({
  proposals,
  choices,
  choose,
  shots,
}: {
  proposals: readonly ImportProposal[]
  choices: readonly Choice[]
  choose: (index: number, changed: Partial<Choice>) => void
  shots: readonly TakeShot[]
}) {
  const scroller = useRef<HTMLDivElement>(null)
  // Compiled or not, a list this size is drawn by what is in view.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: proposals.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  })
  return (
    <div
      ref={scroller}
      role="list"
      className="-mx-5 h-[min(60vh,560px)] overflow-y-auto border-t border-line"
      style={{ maxHeight: proposals.length * ROW_HEIGHT + 1 }}
    >
      <div className="relative" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="listitem"
            className="absolute inset-x-0 border-b border-line"
            style={{ top: start, height: ROW_HEIGHT }}
          >
            <Proposal
              proposal={proposals[index]!}
              choice={choices[index]!}
              choose={changed => choose(index, changed)}
              shots={shots}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

const CONFIDENCE_COLOURS = { sure: 'text-ok', likely: 'text-info', unclear: 'text-warn', none: 'text-soft' } as const

function Proposal({
  proposal,
  choice,
  choose,
  shots,
}: {
  proposal: ImportProposal
  choice: Choice
  choose: (changed: Partial<Choice>) => void
  shots: readonly TakeShot[]
}) {
  const { name, kind, facts, problem, confidence, standing, remark, among } = proposal
  const isStill = kind === 'still'
  const Icon = isStill ? ImageIcon : Film
  const likely = new Set(among)
  // Those that could claim it stand first.
  const ordered = [...shots.filter(({ id }) => likely.has(id)), ...shots.filter(({ id }) => !likely.has(id))]
  const isHandPicked = choice.shotId !== (proposal.shotId ?? '')
  return (
    <div
      className={`grid h-full grid-cols-[auto_minmax(0,1.2fr)_minmax(0,1.2fr)_minmax(0,1fr)] items-center gap-3 px-5 ${problem === null ? '' : 'text-faint'}`}
    >
      <input
        type="checkbox"
        aria-label={texts.takes.leaveOut(name)}
        checked={choice.isIn && mayComeIn(proposal, choice)}
        disabled={!mayComeIn(proposal, choice)}
        onChange={({ target }) => choose({ isIn: target.checked })}
        className="size-4 accent-now"
      />
      <span className="flex min-w-0 items-center gap-2.5">
        <Icon {...ICON} className="shrink-0 text-faint" />
        <span className="min-w-0">
          <span className="block truncate" title={name}>
            {name}
          </span>
          <span className="block truncate text-11 text-faint">
            {facts
              ? `${texts.takes.seconds(tenths(facts.durationTicks))}, ${facts.width} x ${facts.height}`
              : isStill && texts.takes.stillOf}
          </span>
        </span>
      </span>
      {problem === null ? (
        <>
          <SelectField
            label={texts.takes.shotOf(name)}
            isLabelHidden
            value={choice.shotId}
            options={[
              { value: '', label: isStill ? texts.takes.notAShot : texts.takes.boardChoice },
              ...ordered.map(({ id, number, title }) => ({ value: id, label: texts.takes.shotChoice(number, title) })),
            ]}
            choose={shotId => choose({ shotId, isIn: true })}
          />
          <span className="min-w-0 text-12">
            {standing !== 'new' && (
              <span className="block truncate text-warn">
                {standing === 'in-trash' ? texts.takes.inTrash : texts.takes.alreadyThere}
              </span>
            )}
            {!isHandPicked && standing === 'new' && (
              <span className="line-clamp-2 text-soft" title={proposal.why}>
                <b className={`font-medium ${CONFIDENCE_COLOURS[confidence]}`}>{texts.takes.confidences[confidence]}</b>
                {`. ${proposal.why}`}
              </span>
            )}
            {remark !== null && (
              <span className="block truncate text-warn" title={remark}>
                {remark}
              </span>
            )}
          </span>
        </>
      ) : (
        <span className="col-span-2 line-clamp-2 text-12 text-bad">{problem}</span>
      )}
    </div>
  )
}
