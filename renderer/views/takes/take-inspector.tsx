import { Image, VolumeX, Volume2 } from 'lucide-react'
import type { RefObject } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { useTransport } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Plate } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Empty } from '../../ui/states.tsx'
import { BridgeOf } from '../seams/bridge-of.tsx'
import { OlderNeighboursOf } from '../seams/older-neighbour.tsx'
import { InspectorSection } from './inspector-section.tsx'
import { JudgementMark } from './judgement-mark.tsx'
import { MissingFile } from './missing-file.tsx'
import type { NumbersOf } from './numbers-of.ts'
import { reasonsText } from './reason-bar.tsx'
import { TakeFacts } from './take-facts.tsx'
import { TakeNote } from './take-note.tsx'
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
        <h2 className="grow truncate font-strong">{texts.takes.inspectorTitle(shot?.number ?? null, take.number)}</h2>
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
        <TakeFacts take={take} shot={shot} />
        {shot && take.media && <TakeSeams take={take} shot={shot} numbers={numbers} />}
        <TakeNote key={take.id} take={take} field={noteField} save={note => judging.note(take.id, note)} />
        <InspectorSection title={texts.takes.shots}>
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
        </InspectorSection>
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
