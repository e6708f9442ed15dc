import type { SentWords } from '#model/contract/treatment-contract.ts'
import type { MediaId } from '#model/ids.ts'
import { referencesFor } from '#model/reference-stills.ts'
import { MadePicture } from '../../../playback/made-picture.tsx'
import { texts } from '../../../texts.ts'

type Props = { readonly stills: readonly MediaId[]; readonly kept: Pick<SentWords, 'takesReferences' | 'isBound'> }

/** The pictures of the people and places in what is sent: which of them go along, and why others do not. */
export function ReferencePictures({ stills, kept: { takesReferences, isBound } }: Props) {
  if (stills.length === 0) return null
  const { references: sent = [] } = referencesFor(stills, takesReferences, isBound)
  const staying = stills.slice(sent.length)
  return (
    <div className="mt-2.5 flex flex-col gap-3 text-12">
      {sent.length > 0 && <Pictures ids={sent} from={1} words={texts.treatment.referencesSent(sent.length)} />}
      {staying.length > 0 && (
        <Pictures
          ids={staying}
          from={sent.length + 1}
          words={whyStaying(staying.length, takesReferences.maxReferenceStills, isBound && sent.length === 0)}
        />
      )}
    </div>
  )
}

function whyStaying(count: number, most: number, isForFrames: boolean): string {
  if (most === 0) return texts.treatment.referencesNone
  return isForFrames ? texts.treatment.referencesForFrames(count) : texts.treatment.referencesMost(count, most)
}

/** Numbered from `from`. */
function Pictures({ ids, from, words }: { ids: readonly MediaId[]; from: number; words: string }) {
  return (
    <figure>
      <ul className="flex flex-wrap gap-1.5">
        {ids.map((id, index) => (
          <li key={id} className="h-10 w-16 overflow-hidden rounded-small bg-well">
            <MadePicture src={`/thumb/${id}`} alt={texts.treatment.referenceAlt(from + index)} className="size-full" />
          </li>
        ))}
      </ul>
      <figcaption className="mt-1 text-pretty text-soft">{words}</figcaption>
    </figure>
  )
}
