import type { TakeShot } from '#model/contract/takes-contract.ts'
import { ticks, ticksFromFrames } from '#model/time.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { SectionSquare } from '../../ui/section.tsx'
import { barAt } from '../../ui/time-code.ts'
import { standingOf, type GridRow } from './take-rows.ts'
import { placeSeconds } from './seconds.ts'
import type { Takes } from './use-takes.ts'

/** What a row of takes belongs to: its section, number and words, its place in the song, and how far it is. */
export function RowHead({ row: { shot, takes }, open }: { row: GridRow; open: Takes['open'] }) {
  const project = useProject()
  const circled = takes.find(({ judgement }) => judgement === 'circled')
  const standing = standingOf(takes, open)
  const isAllHere = standing.coming + standing.needYou === 0
  const noChoice = shot !== null && isAllHere ? texts.takes.noneCircled : null
  const summary = texts.takes.rowSummary(standing, circled ? texts.takes.circledTake(circled.number) : noChoice)
  if (shot === null) {
    return (
      <Head>
        <span className="flex items-center gap-1.5">
          <SectionSquare label={null} />
          <b className="font-strong">{texts.takes.board}</b>
        </span>
        <span className="mt-0.5 mb-1 font-medium">{texts.takes.boardTitle}</span>
        <span className="text-11 text-faint">{summary}</span>
      </Head>
    )
  }
  const section = sectionOf(shot, project)
  return (
    <Head>
      <span className="flex items-center gap-1.5">
        <SectionSquare label={section?.label ?? null} />
        <b className="font-strong">{shot.number}</b>
        <span className="inline-block truncate text-12 text-faint first-letter:uppercase">{section?.name}</span>
      </span>
      <span className="mt-0.5 mb-1 line-clamp-2 leading-4.5 font-medium" title={shot.title}>
        {shot.title}
      </span>
      <span className="text-11 text-faint">{placeOf(shot, project)}</span>
      <span className="line-clamp-2 text-11 leading-4 text-pretty text-faint" title={summary}>
        {summary}
      </span>
    </Head>
  )
}

function Head({ children }: { children: React.ReactNode }) {
  return (
    <div role="rowheader" className="flex w-39 shrink-0 flex-col pr-1">
      {children}
    </div>
  )
}

type Project = ReturnType<typeof useProject>

/** The section of the song that a shot's place begins in. */
export function sectionOf({ place }: TakeShot, { song, rate }: Project) {
  if (!place || !song) return null
  const start = ticksFromFrames(place.startFrame, rate)
  return song.sections.findLast(({ startTicks }) => startTicks <= start) ?? null
}

function placeOf({ place }: TakeShot, { song, rate }: Project): string {
  if (!place) return texts.takes.noPlace
  const seconds = placeSeconds(place, rate)
  if (!song) return texts.takes.seconds(seconds)
  const { bar } = barAt(ticks(ticksFromFrames(place.startFrame, rate)), song.beats, song.downbeats)
  return texts.takes.place(bar, seconds)
}
