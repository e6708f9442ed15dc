import { MadePicture } from '../../../playback/made-picture.tsx'
import { texts } from '../../../texts.ts'

/** The pictures of the people and places in what is sent, and whether the model could take them. */
export function ReferencePictures({ stillIds, most }: { stillIds: readonly string[]; most: number }) {
  if (stillIds.length === 0) return null
  return (
    <div className="mt-2.5 text-12">
      <ul className="flex flex-wrap gap-1.5">
        {stillIds.map((id, index) => (
          <li key={id} className="h-10 w-16 overflow-hidden rounded-small bg-well">
            <MadePicture src={`/thumb/${id}`} alt={texts.treatment.referenceAlt(index + 1)} className="size-full" />
          </li>
        ))}
      </ul>
      <p className="mt-1 text-soft">{texts.treatment.references(most)}</p>
    </div>
  )
}
