import type { MetSeam, SeamOfJoin } from '#model/contract/seams-contract.ts'
import { CircleAlert } from 'lucide-react'
import { texts } from '../texts.ts'
import { SMALL_ICON } from '../ui/icon.ts'
import { LevelMark } from './seam-lights.tsx'
import { faultWords, figureWords, LIGHTS, percentAlike, type ToldSeam } from './seam-words.ts'

const words = texts.seams

/** A seam's lights with their figures, or why there are none. */
export function SeamFigures({ seam, why }: { seam: SeamOfJoin | null | undefined; why: MetSeam['why'] }) {
  if (why) return <p className="text-12 text-pretty text-soft">{words.why[why]}</p>
  if (seam?.state === 'failed') return <p className="text-12 text-pretty text-warn">{seam.sentence}</p>
  if (seam?.state !== 'measured') {
    return (
      <p role="status" className="text-12 text-soft">
        {words.coming}
      </p>
    )
  }
  return <Figures seam={seam.seam} />
}

function Figures({ seam }: { seam: ToldSeam }) {
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5">
        {LIGHTS.map(name => (
          <Figure
            key={name}
            name={words.lights[name]}
            level={seam[name].level}
            figure={figureWords(name, seam[name])}
          />
        ))}
        <dt className="pl-4.5 text-soft">{words.likeness}</dt>
        <dd className="text-right tabular-nums">{words.alike(percentAlike(seam))}</dd>
      </dl>
      {faultWords(seam).map(fault => (
        <p key={fault} className="mt-1 flex items-start gap-1.5 text-12 text-warn">
          <CircleAlert {...SMALL_ICON} className="mt-0.5 shrink-0" />
          {fault}
        </p>
      ))}
    </>
  )
}

function Figure({ name, level, figure }: { name: string; level: ToldSeam['way']['level']; figure: string }) {
  return (
    <>
      <dt className="flex items-center gap-2 text-soft">
        <LevelMark level={level} />
        {name}
      </dt>
      <dd className="min-w-0 text-right tabular-nums">
        {figure}
        {figure !== words.notSeen && <span className="sr-only">, {words.levels[level]}</span>}
      </dd>
    </>
  )
}
