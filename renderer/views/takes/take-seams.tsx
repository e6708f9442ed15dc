import { Waypoints } from 'lucide-react'
import type { MetSeam } from '#model/contract/seams-contract.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { useProject } from '../../frame/use-project.tsx'
import { SeamFigures } from '../../seams/seam-figures.tsx'
import { SeamPictures } from '../../seams/seam-pictures.tsx'
import { texts } from '../../texts.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import type { NumbersOf } from './numbers-of.ts'
import { useShotSeams } from './use-shot-seams.ts'

const words = texts.seams

/** How a take joins the takes chosen before and after it. */
export function TakeSeams({ take, shot, numbers }: { take: TakeRow; shot: TakeShot; numbers: NumbersOf }) {
  const seams = useShotSeams(shot.id)
  const own = seams?.takes.find(({ takeId }) => takeId === take.id)
  if (!seams || !own) return null
  return (
    <section aria-label={words.ofTake} className="border-b border-line px-4 py-4">
      <h3 className="mb-2 flex h-5 items-center gap-2">
        <span className="grow font-strong">{words.ofTake}</span>
        {seams.bestTakeId === take.id && (
          <span className="flex items-center gap-1 text-12 text-ok">
            <Waypoints {...SMALL_ICON} />
            {words.best}
          </span>
        )}
      </h3>
      <div className="flex flex-col gap-4">
        {seams.before && own.before && <Side title={words.before(...numbers(seams.before))} met={own.before} />}
        {seams.after && own.after && <Side title={words.after(...numbers(seams.after))} met={own.after} />}
      </div>
    </section>
  )
}

function Side({ title, met }: { title: string; met: MetSeam }) {
  const film = useProject()
  return (
    <div>
      <h4 className="mb-1 text-12 text-soft">{title}</h4>
      {met.pictures && <SeamPictures pictures={met.pictures} film={film} className="mb-2" />}
      <SeamFigures seam={met.seam} why={met.why} />
    </div>
  )
}
