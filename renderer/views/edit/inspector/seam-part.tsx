import { picturesAt } from '#model/seam/joins.ts'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { cutsIn, seamOf, useCutSeams } from '../../../editor/use-cut-seams.ts'
import { SeamFigures } from '../../../seams/seam-figures.tsx'
import { SeamPictures } from '../../../seams/seam-pictures.tsx'
import { texts } from '../../../texts.ts'
import { Part } from './part.tsx'

const words = texts.seams

/** How the clip meets the one before it, or the one after: the pictures at the cut, and what was measured. */
export function SeamPart({ clip, end }: { clip: PlacedClip; end: 'in' | 'out' }) {
  const { facts } = useCut()
  const sequence = useCutState(state => state.sequence)
  const seams = useCutSeams()
  const cut = cutsIn(sequence).find(({ before, after }) => (end === 'in' ? after : before).id === clip.item.id)
  if (!cut) return null
  const { shotId } = end === 'in' ? cut.before : cut.after
  const number = shotId === null ? undefined : facts.shots.get(shotId)?.number
  const title =
    end === 'in' ? (number ? words.into(number) : words.intoFirst) : number ? words.out(number) : words.outFirst
  return (
    <Part title={title}>
      {cut.join && <SeamPictures pictures={picturesAt(cut.join)} film={sequence} className="my-1" />}
      <SeamFigures seam={seamOf(seams, cut)} why={cut.why} />
    </Part>
  )
}
