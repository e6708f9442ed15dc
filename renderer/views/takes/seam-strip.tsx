import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownWideNarrow, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { TakesSeam } from '#model/contract/seams-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { focusShot, useFocus } from '../../frame/focus.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Segments } from '../../ui/choice.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Skeleton } from '../../ui/states.tsx'
import { numbersOf } from './numbers-of.ts'
import { countSeams, nextWorst, seamName, shotOf } from './seam-order.ts'
import { SeamTile } from './seam-tile.tsx'
import { setTakesSession, turnToTake, useTakesSession } from './takes-store.ts'
import type { Takes } from './use-takes.ts'

const words = texts.seams
const TILE = 236
const GAP = 12

/** The seams between the chosen takes of neighbouring shots, in the order of the film: one stop of the keyboard, arrows walk. */
export function SeamStrip({ takes }: { takes: Takes }) {
  const { id: projectId } = useProject()
  const { data } = useQuery(useQueries().seams.ofTakes.queryOptions({ input: { projectId } }))
  const scope = useTakesSession(session => session.seamScope)
  const { shotId } = useFocus()
  const seams = useMemo(() => inScope(data ?? [], scope === 'shot' ? shotId : null), [data, scope, shotId])
  const [current, setCurrent] = useState<string | null>(null)
  const at = Math.max(
    0,
    seams.findIndex(seam =>
      current === null ? shotId !== null && seam.after.shotId === shotId : seamName(seam) === current,
    ),
  )
  const list = useRef<HTMLDivElement>(null)
  // Opened by its key, the keys are its own.
  useEffect(() => list.current?.focus(), [])

  function show(seam: TakesSeam): void {
    const to = shotOf(seam)
    turnToTake(to.shotId, to.takeId)
  }
  function close(): void {
    setTakesSession({ isSeamStripShown: false })
    document.querySelector<HTMLElement>('[role=grid]')?.focus()
  }
  useCommands({
    'takes.worstSeam': () => {
      const next = nextWorst(seams, seams[at] && current !== null ? seamName(seams[at]) : null)
      if (!next) return
      setCurrent(seamName(next))
      if (scope === 'film') show(next)
    },
  })

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event
    const seam = seams[at]
    const steps: Partial<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: seams.length - 1,
    }
    const step = steps[key]
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (step !== undefined) setCurrent(seams[step] ? seamName(seams[step]) : seam ? seamName(seam) : null)
    else if (key === 'Enter' && seam) show(seam)
    else if (key === 'Escape') close()
    else return
    event.preventDefault()
  }

  return (
    <section aria-label={words.strip} className="flex h-39 shrink-0 flex-col border-t border-line bg-panel">
      <Head seams={seams} seam={seams[at]} close={close} />
      {data && seams.length === 0 ? (
        <p className="px-3 pt-2 text-soft">{words.none}</p>
      ) : (
        <Tiles
          box={list}
          seams={data ? seams : null}
          at={at}
          takes={takes}
          onKeyDown={onKeyDown}
          choose={seam => {
            setCurrent(seamName(seam))
            show(seam)
          }}
        />
      )}
    </section>
  )
}

function inScope(seams: readonly TakesSeam[], shotId: string | null): readonly TakesSeam[] {
  if (shotId === null) return seams
  return seams.filter(({ before, after }) => before.shotId === shotId || after.shotId === shotId)
}

function Head({ seams, seam, close }: { seams: readonly TakesSeam[]; seam: TakesSeam | undefined; close: () => void }) {
  const scope = useTakesSession(session => session.seamScope)
  const { total, coming, poor, fair } = countSeams(seams)
  return (
    <header className="flex h-10 shrink-0 items-center gap-3 overflow-hidden px-3">
      <h2 className="font-strong">{words.strip}</h2>
      <Segments
        name={words.scope}
        value={scope}
        choose={seamScope => setTakesSession({ seamScope })}
        options={[
          { value: 'film', label: words.stripOf.film },
          { value: 'shot', label: words.stripOf.shot },
        ]}
      />
      <p role="status" className="min-w-0 truncate text-12 text-soft tabular-nums">
        {coming > 0 ? words.measuring(total - coming, total) : total > 0 && words.counts(poor, fair)}
      </p>
      <span className="grow" />
      <Button size="small" onClick={() => runCommand('takes.worstSeam')}>
        <ArrowDownWideNarrow {...SMALL_ICON} />
        {words.worst}
        <CommandKeys id="takes.worstSeam" />
      </Button>
      <Button
        size="small"
        disabled={!seam}
        onClick={() => {
          if (!seam) return
          const { shotId, takeId } = shotOf(seam)
          focusShot(shotId, takeId)
          runCommand('go.edit')
        }}
      >
        {words.showInEdit}
      </Button>
      <IconButton look="quiet" size="small" name={words.close} keys={<CommandKeys id="takes.seams" />} onClick={close}>
        <X {...SMALL_ICON} />
      </IconButton>
    </header>
  )
}

function Tiles({
  box,
  seams,
  at,
  takes,
  onKeyDown,
  choose,
}: {
  box: React.RefObject<HTMLDivElement | null>
  seams: readonly TakesSeam[] | null
  at: number
  takes: Takes
  onKeyDown: (event: KeyboardEvent) => void
  choose: (seam: TakesSeam) => void
}) {
  const film = useProject()
  const numbers = useMemo(() => numbersOf(takes), [takes])
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    horizontal: true,
    count: seams?.length ?? 0,
    getScrollElement: () => box.current,
    estimateSize: () => TILE,
    gap: GAP,
    paddingStart: GAP,
    paddingEnd: GAP,
    scrollPaddingStart: GAP,
    scrollPaddingEnd: GAP,
    overscan: 2,
  })
  useEffect(() => virtual.scrollToIndex(at, { align: 'auto' }), [at, virtual])
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={words.strip}
      aria-orientation="horizontal"
      tabIndex={0}
      aria-activedescendant={seams?.[at] && `seam-${at}`}
      onKeyDown={onKeyDown}
      className="isolate min-h-0 grow overflow-x-auto overflow-y-hidden outline-offset-[-2px]"
    >
      {seams === null && <Skeleton className="mx-3 h-24" />}
      <div role="presentation" className="relative -z-1 h-full" style={{ width: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => (
          <SeamTile
            key={key}
            id={`seam-${index}`}
            seam={seams![index]!}
            film={film}
            numbers={numbers}
            isCurrent={index === at}
            choose={choose}
            left={start}
            width={TILE}
          />
        ))}
      </div>
    </div>
  )
}
