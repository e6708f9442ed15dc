import { useQuery } from '@tanstack/react-query'
import { Copy, Image, VolumeX, Volume2 } from 'lucide-react'
import { useState, type ReactNode, type RefObject } from 'react'
import type { TakeDetail, TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { formatFrameRate, framesIn, ticksFromFrames } from '#model/time.ts'
import { runCommand } from '../../commands/registry.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { useTransport } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Plate } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Empty } from '../../ui/states.tsx'
import { useKeptWhenLeft } from '../../ui/use-kept-when-left.ts'
import { BridgeOf } from '../seams/bridge-of.tsx'
import { OlderNeighboursOf } from '../seams/older-neighbour.tsx'
import { historyLines } from './history-lines.ts'
import { JudgementMark } from './judgement-mark.tsx'
import { MissingFile } from './missing-file.tsx'
import { PromptText } from './prompt-text.tsx'
import { reasonsText } from './reason-bar.tsx'
import { tenths } from './seconds.ts'
import { TakeHistory } from './take-history.tsx'
import type { NumbersOf } from './numbers-of.ts'
import { TakePicture } from './take-picture.tsx'
import { TakeSeams } from './take-seams.tsx'
import { useTakesSession } from './takes-store.ts'
import type { Judging } from './use-judging.ts'

type Props = {
  readonly take: TakeRow | undefined
  readonly shot: TakeShot | null
  readonly shots: readonly TakeShot[]
  readonly numbers: NumbersOf
  readonly judging: Judging
  readonly noteField: RefObject<HTMLTextAreaElement | null>
  /** The picture is large beside it already. */
  readonly isPictureHidden?: boolean
  readonly isMissing: boolean
  /** Null where there is no shot to make one for. */
  readonly makeAnother: (() => void) | null
}

/** What is known of the current take: its picture, prompt, facts and note. */
export function TakeInspector({
  take,
  shot,
  shots,
  numbers,
  judging,
  noteField,
  isPictureHidden = false,
  isMissing,
  makeAnother,
}: Props) {
  const selectedCount = useTakesSession(({ selected }) => selected.size)
  if (!take) return <Empty icon={<Image size={28} strokeWidth={1.4} />} title={texts.takes.nothingChosenTitle} />
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4">
        <b className="grow truncate font-strong">{texts.takes.inspectorTitle(shot?.number ?? null, take.number)}</b>
        <span role="status" className="text-12 text-soft">
          {selectedCount > 1 && texts.takes.selected(selectedCount)}
        </span>
        {take.media && <JudgementMark judgement={take.judgement} />}
      </div>
      <div className="min-h-0 grow overflow-y-auto" tabIndex={-1}>
        {!isPictureHidden && take.media && <Picture take={take} shot={shot} />}
        {isMissing && <MissingFile makeAnother={makeAnother} />}
        {take.reasons.length > 0 && (
          <p className="border-b border-line px-4 py-3">
            <span className="text-soft">{texts.takes.rejectedFor}</span> {reasonsText(take)}
          </p>
        )}
        <BridgeOf takeId={take.id} />
        <OlderNeighboursOf takeId={take.id} />
        <Detail take={take} shot={shot} />
        {shot && take.media && <TakeSeams take={take} shot={shot} numbers={numbers} />}
        <Note key={take.id} take={take} field={noteField} save={note => judging.note(take.id, note)} />
        <Section title={texts.takes.shots}>
          <SelectField
            label={texts.takes.moveTo}
            isLabelHidden
            value={take.shotIds[0] ?? ''}
            options={[
              { value: '', label: texts.takes.noShot },
              ...shots.map(({ id, number, title }) => ({ value: id, label: texts.takes.shotChoice(number, title) })),
            ]}
            choose={shotId => judging.setShots([take.id], shotId === '' ? [] : [shotId])}
          />
        </Section>
      </div>
    </div>
  )
}

function Picture({ take, shot }: { take: TakeRow; shot: TakeShot | null }) {
  const isPlaying = useTransport(state => state.isPlaying)
  return (
    <div className="p-4 pb-0">
      <div className="aspect-video overflow-hidden rounded-small">
        <TakePicture take={take} shot={shot}>
          <Plate className="absolute bottom-1.5 left-1.5">
            {isPlaying ? <Volume2 {...SMALL_ICON} size={12} /> : <VolumeX {...SMALL_ICON} size={12} />}
            {isPlaying ? texts.takes.withSong : texts.takes.silent}
          </Plate>
        </TakePicture>
      </div>
    </div>
  )
}

function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b border-line px-4 py-4 last:border-b-0">
      <h3 className="mb-2 flex h-5 items-center gap-2">
        <span className="grow font-strong">{title}</span>
        {aside}
      </h3>
      {children}
    </section>
  )
}

function Detail({ take, shot }: { take: TakeRow; shot: TakeShot | null }) {
  const { data } = useQuery(useQueries().takes.detail.queryOptions({ input: { takeId: take.id } }))
  const isDifferenceShown = useTakesSession(session => session.isDifferenceShown)
  if (!data) return <div className="h-60" />
  const { previous, version } = data
  const isChanged = previous !== null && previous.prompt !== data.prompt
  const title = data.asked === null ? texts.takes.fileSays : promptTitle(version)
  return (
    <>
      {data.prompt !== '' && (
        <Section
          title={title}
          aside={
            previous && (
              <span className="flex items-center gap-1.5 text-12 text-faint">
                {isChanged ? texts.takes.changedFrom(previous.number) : texts.takes.sameAs(previous.number)}
                {isChanged && <CommandKeys id="takes.difference" />}
              </span>
            )
          }
        >
          <PromptText prompt={data.prompt} before={isChanged && isDifferenceShown ? previous.prompt : null} />
        </Section>
      )}
      <Section title={texts.takes.facts}>
        <Facts take={take} shot={shot} detail={data} />
      </Section>
      <Section
        title={texts.takeHistory.title}
        aside={
          <IconButton
            name={texts.takeHistory.copyAll}
            look="quiet"
            size="small"
            onClick={() => runCommand('takes.copyHistory')}
          >
            <Copy {...SMALL_ICON} />
          </IconButton>
        }
      >
        <TakeHistory groups={historyLines(data, take)} />
      </Section>
    </>
  )
}

function promptTitle(version: number | null): string {
  return version === null ? texts.takes.prompt : texts.takes.promptVersion(version)
}

function Facts({
  take,
  shot,
  detail: { asked, usedIn },
}: {
  take: TakeRow
  shot: TakeShot | null
  detail: TakeDetail
}) {
  const { rate } = useProject()
  const facts = take.media?.facts
  const placeTicks = shot?.place ? ticksFromFrames(framesIn(shot.place), rate) : 0
  const isTooShort = facts !== undefined && facts.durationTicks < placeTicks
  const words = texts.takes
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      <Fact name={words.askedOf}>{asked?.model ?? words.ownFile}</Fact>
      {facts && (
        <Fact name={words.size}>{words.sizeValue(facts.width, facts.height, formatFrameRate(facts.rate))}</Fact>
      )}
      {facts && (
        <Fact name={words.length}>
          <span className={isTooShort ? 'text-warn' : ''}>
            {isTooShort ? words.tooShort(tenths(facts.durationTicks)) : words.seconds(tenths(facts.durationTicks))}
          </span>
        </Fact>
      )}
      {take.media && (
        <Fact name={words.usedIn}>
          {usedIn.map(({ sequence, clips }) => words.usedInValue(sequence, clips)).join(', ') || words.nowhere}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </>
  )
}

/** Saved when the field is left: one gesture for all that was typed. */
function Note({
  take,
  field,
  save,
}: {
  take: TakeRow
  field: RefObject<HTMLTextAreaElement | null>
  save: (note: string) => void
}) {
  /** What is typed; null while nobody types. */
  const [draft, setDraft] = useState<string | null>(null)
  const keep = (): void => {
    if (draft !== null && draft !== take.note) save(draft)
    setDraft(null)
  }
  useKeptWhenLeft(keep)
  return (
    <Section title={texts.takes.note} aside={<CommandKeys id="takes.note" />}>
      <textarea
        ref={field}
        aria-label={texts.takes.note}
        placeholder={texts.takes.notePlaceholder}
        rows={3}
        value={draft ?? take.note}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={keep}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          event.currentTarget.blur()
        }}
        className="w-full resize-none rounded-control bg-raised px-2.5 py-1.5 inset-ring inset-ring-control-edge placeholder:text-faint"
      />
    </Section>
  )
}
