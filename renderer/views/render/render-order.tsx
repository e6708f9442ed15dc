import { ORPCError } from '@orpc/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, CircleX, Zap } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { CheckKind } from '#model/checks/check.ts'
import type { FlashingCheck, RenderCut } from '#model/contract/renders-contract.ts'
import type { ItemId } from '#model/ids.ts'
import { PRESET_NAMES, type PresetName } from '#model/render-presets.ts'
import { ticksFromFrames } from '#model/time.ts'
import { failureSentence } from '../../client/failure.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { enterVersion, markedSpan, openVersion, select, useSession } from '../../editor/session.ts'
import { focusShot } from '../../frame/focus.ts'
import { useProject } from '../../frame/use-project.tsx'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import { notify } from '../../ui/notices.tsx'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { CheckList, CheckSummary, type CheckPlace } from './check-list.tsx'
import { PresetCards } from './preset-cards.tsx'
import { RenderBar } from './render-bar.tsx'
import { chooseForRender, useRenderChoice } from './render-store.ts'
import { useRendersFolder } from './use-renders-folder.ts'
import { spansOf, type NamedSpan } from './spans.ts'

/** Those that are wanted often and in between: with one click, whatever is chosen. */
const AT_ONCE: readonly PresetName[] = ['draft', 'review']

/** The left side: how and what to render, and what to look at before. */
export function RenderOrder({ cut, cuts }: { cut: RenderCut; cuts: readonly RenderCut[] }) {
  const { id: projectId, song } = useProject()
  const studio = useStudio()
  const queries = useQueries()
  const chooseFolder = useRendersFolder()
  const { preset, section } = useRenderChoice(projectId)
  const marked = useSession(useShallow(state => (state.entered === cut.id ? markedSpan(state) : null)))
  const spans = useMemo(() => spansOf(cut, song, marked), [cut, song, marked])
  const span = spans.find(({ index }) => index === section) ?? spans[0]!
  const cutWish = { projectId, sequenceId: cut.id }
  const check = useQuery(queries.renders.check.queryOptions({ input: cutWish, placeholderData: keepPreviousData }))
  const flashing = useQuery(
    queries.renders.flashing.experimental_liveOptions({ input: cutWish, placeholderData: keepPreviousData }),
  )
  const flashes = flashing.data?.check
  const checks = useMemo(() => check.data && [...check.data, ...(flashes ? [flashes] : [])], [check.data, flashes])
  const wish = { ...cutWish, span: span.index === null ? null : wishOf(span) }
  const offers = useQuery(queries.renders.offers.queryOptions({ input: wish, placeholderData: keepPreviousData }))
  const offer = offers.data?.offers.find(each => each.preset === preset)
  const isStopped = check.data?.some(({ verdict }) => verdict === 'stop') ?? false
  const trouble = offers.data?.trouble ?? null
  const hindrance = isStopped ? texts.render.stops : trouble
  const isReady = offer !== undefined && offer.trouble === null && hindrance === null
  const goTo = useGoTo(projectId, cut)

  const renderAs = (name: PresetName): void => {
    studio.renders.enqueue({ ...wish, preset: name }).catch((error: unknown) => {
      const toFolder = { label: texts.render.remedies.folder, run: () => chooseFolder(() => renderAs(name)) }
      notify({ kind: 'bad', text: failureSentence(error), ...(isOfFolder(error) && { action: toFolder }) })
    })
  }
  const render = (): void => renderAs(preset)
  useCommands({
    'render.start': { run: render, isEnabled: isReady },
    'render.folder': () => chooseFolder(),
    ...Object.fromEntries(
      PRESET_NAMES.map(name => [
        `render.preset.${name}`,
        { run: () => chooseForRender(projectId, { preset: name }), isOn: name === preset },
      ]),
    ),
  })

  return (
    <div className="flex min-h-0 flex-col border-r border-line">
      <div className="min-h-0 grow overflow-y-auto px-6 pt-2 pb-4 max-wide:px-5">
        <div className="flex h-10 items-center gap-2">
          <h2 className="grow text-15 font-strong">{texts.render.presets}</h2>
          {AT_ONCE.map(name => (
            <Button
              key={name}
              look="quiet"
              size="small"
              disabled={hindrance !== null || !offers.data}
              onClick={() => renderAs(name)}
            >
              <Zap {...SMALL_ICON} />
              {texts.render.atOnce(texts.render.presetNames[name])}
            </Button>
          ))}
        </div>
        <PresetCards
          cut={cut}
          frames={span.endFrame - span.startFrame}
          offers={offers.data?.offers}
          isReckoning={offers.error === null}
          value={preset}
          choose={chosen => chooseForRender(projectId, { preset: chosen })}
        />
        {offers.error && !offers.data && (
          <Trouble sentence={failureSentence(offers.error)}>
            <Button size="small" onClick={() => runCommand('frame.settings')}>
              {texts.commands.frame.settings}
            </Button>
            <Button size="small" onClick={() => void offers.refetch()}>
              {texts.ui.retry}
            </Button>
          </Trouble>
        )}
        {trouble !== null && <Trouble sentence={trouble} />}
        <div className="mt-2 flex h-10 items-center gap-2.5">
          <h2 className="text-15 font-strong">{texts.render.check}</h2>
          <CutChoice cut={cut} cuts={cuts} choose={id => chooseForRender(projectId, { sequenceId: id })} />
          <span className="grow" />
          {checks && <CheckSummary checks={checks} />}
        </div>
        {checks ? (
          <CheckList checks={checks} looking={flashes ? null : lookingWords(flashing)} rate={cut.rate} goTo={goTo} />
        ) : check.error ? (
          <Failed error={check.error} retry={() => void check.refetch()} />
        ) : (
          <Skeleton className="h-80 w-full" />
        )}
      </div>
      <RenderBar
        cut={cut}
        preset={preset}
        offer={offer}
        folder={offers.data?.folder}
        spans={spans}
        span={span}
        chooseSpan={({ index }) => chooseForRender(projectId, { section: index })}
        changeFolder={() => chooseFolder()}
        hindrance={hindrance}
        render={render}
      />
    </div>
  )
}

/** How far the look at every picture is, or why there is none. */
function lookingWords({ data, error }: { data: FlashingCheck | undefined; error: unknown }) {
  if (error) return { title: texts.render.notLooked, detail: failureSentence(error) }
  return { title: texts.render.looking, detail: texts.render.percent(data?.share ?? 0) }
}

/** Why nothing can be rendered, and what can be done about it. */
function Trouble({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div role="alert" className="mt-3 flex items-center gap-3 rounded-card bg-bad-wash px-3.5 py-2.5">
      <CircleX {...ICON} className="shrink-0 text-bad" />
      <p className="min-w-0 grow text-12 text-pretty">{sentence}</p>
      {children}
    </div>
  )
}

/** Whether another folder for finished films would help. */
function isOfFolder(error: unknown): boolean {
  const codes = ['render/no-folder', 'render/read-only', 'render/is-input']
  return error instanceof ORPCError && codes.includes(error.code)
}

function wishOf({ startFrame, endFrame, section }: NamedSpan) {
  return { startFrame, endFrame, section }
}

/** Which version of the edit; only its name where there is but one. */
function CutChoice({
  cut,
  cuts,
  choose,
}: {
  cut: RenderCut
  cuts: readonly RenderCut[]
  choose: (id: string) => void
}) {
  if (cuts.length === 1) return <span className="truncate text-12 text-faint">{cut.name}</span>
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${texts.render.cut}: ${cut.name}`}
          className="flex h-6 min-w-0 items-center gap-1 rounded-control px-1.5 text-12 text-soft hover:bg-control"
        >
          <span className="truncate">{cut.name}</span>
          <ChevronsUpDown {...SMALL_ICON} className="shrink-0 text-faint" />
        </button>
      }
      entries={cuts.map(each => ({ label: each.name, run: () => choose(each.id), isOn: each.id === cut.id }))}
    />
  )
}

/** Leads to where a finding can be mended: its takes, or its place in this version of the cut, its clip selected. */
function useGoTo(projectId: string, cut: RenderCut): (kind: CheckKind, place: CheckPlace) => void {
  const transport = useTransportControls()
  return (kind, { frame, shotId, itemId }) => {
    if (shotId !== null) focusShot(shotId)
    openVersion(projectId, cut.id)
    enterVersion(cut.id)
    if (itemId !== null) select([itemId as ItemId])
    transport.seek(ticksFromFrames(frame, cut.rate))
    runCommand(kind === 'not-chosen' || kind === 'missing-takes' ? 'go.takes' : 'go.edit')
  }
}
