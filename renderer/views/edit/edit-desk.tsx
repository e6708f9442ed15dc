import { useEffect, useState } from 'react'
import type { SequenceCard } from '#model/contract/sequences-contract.ts'
import { ticksFromFrames } from '#model/time.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { CutProvider, useCutState, type Cut } from '../../editor/cut-context.tsx'
import { clipOfShot } from '../../editor/placed-clips.ts'
import { enterVersion, openVersion, useSession } from '../../editor/session.ts'
import { playheadOf } from '../../editor/use-playhead.ts'
import { focusNow } from '../../frame/focus.ts'
import { useProject } from '../../frame/use-project.tsx'
import { takePlayWish } from '../../playback/play-on-opening.ts'
import { useTransport, useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { Panel, PanelEdge, Panels } from '../../ui/panels.tsx'
import { AssembleDialog } from './assemble-dialog.tsx'
import { EditBar } from './edit-bar.tsx'
import { FilmDialog } from './film-dialog.tsx'
import { focusTimeline } from './keep-focus.ts'
import { Inspector } from './inspector.tsx'
import { NotesDialog } from './notes-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { TakeStrip } from './take-strip.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { useAddSound } from './use-add-sound.ts'
import { useCopyCommands } from './use-copy-commands.ts'
import { useCutCommands } from './use-cut-commands.ts'
import { useCutHistory } from './use-cut-history.ts'
import { useGoCommands } from './use-go-commands.ts'
import { useSelectCommands } from './use-select-commands.ts'
import { useTakeCommands } from './use-take-commands.ts'
import { useSourceCommands } from './use-source-commands.ts'
import { useStillCommand } from './use-still-command.ts'
import { useTrimCommands } from './use-trim-commands.ts'
import { useIsWide } from '../../ui/use-is-wide.ts'
import { ViewerPanel } from './viewer-panel.tsx'
import { useFileDrop } from '../../files/use-file-drop.ts'

type Open = 'assemble' | 'rename' | 'film' | 'notes' | null

/** Takes, picture and inspector over the timeline. */
export function EditDesk({ cut, versions }: { cut: Cut; versions: readonly SequenceCard[] }) {
  return (
    <CutProvider value={cut}>
      <Desk cut={cut} versions={versions} />
    </CutProvider>
  )
}

function Desk({ cut, versions }: { cut: Cut; versions: readonly SequenceCard[] }) {
  const { projectId, sequenceId, editor } = cut
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => {
    setOpen(null)
    focusTimeline()
  }
  const isWide = useIsWide()
  const [hasDrawer, setDrawer] = useState(false)
  useEffect(() => enterVersion(sequenceId), [sequenceId])
  const studio = useStudio()
  const act = useAct()
  const addSound = useAddSound()
  const isLanding = useSession(({ landing }) => landing !== null)
  const { isOver, dropProps } = useFileDrop(files => addSound.drop(files))
  useSelectCommands()
  useCutCommands()
  useTrimCommands()
  useCopyCommands()
  useTakeCommands()
  useGoCommands()
  useSourceCommands()
  useStillCommand()
  useFilmTransport()
  useFocusedShot(cut)
  usePlayOnOpening(projectId)
  const history = useCutHistory()

  const duplicate = (): void =>
    act(async () => {
      await editor.settled()
      const copy = await studio.sequences.duplicate({ projectId, sequenceId })
      openVersion(projectId, copy.sequenceId)
    })
  useCommands({
    'edit.assemble': () => setOpen('assemble'),
    'edit.pasteNotes': () => setOpen('notes'),
    'edit.duplicate': duplicate,
    'edit.rename': () => setOpen('rename'),
    'edit.film': () => setOpen('film'),
    'edit.addSound': addSound.pick,
  })

  return (
    <div className="relative size-full" {...dropProps}>
      <Panels name="edit" panelIds={['edit-top', 'edit-timeline']} direction="column">
        <Panel id="edit-top" defaultSize="57%" minSize="30%">
          <Panels
            name={isWide ? 'edit-top' : 'edit-top-narrow'}
            panelIds={isWide ? ['edit-takes', 'edit-viewer', 'edit-inspector'] : ['edit-takes', 'edit-viewer']}
            direction="row"
          >
            <Panel
              id="edit-takes"
              defaultSize="220px"
              minSize="150px"
              maxSize="360px"
              groupResizeBehavior="preserve-pixel-size"
            >
              <TakeStrip takeBack={() => history.stepBack(1)} />
            </Panel>
            <PanelEdge name={texts.edit.takes.list} />
            <Panel id="edit-viewer" minSize="30%">
              <ViewerPanel
                drawer={isWide ? null : { isOpen: hasDrawer, toggle: () => setDrawer(isShown => !isShown) }}
              />
            </Panel>
            {isWide && <PanelEdge name={texts.edit.inspector.label} />}
            {isWide && (
              <Panel
                id="edit-inspector"
                defaultSize="304px"
                minSize="220px"
                maxSize="440px"
                groupResizeBehavior="preserve-pixel-size"
              >
                <Inspector history={history} />
              </Panel>
            )}
          </Panels>
        </Panel>
        <PanelEdge name={texts.edit.timeline.label} />
        <Panel id="edit-timeline" minSize="30%">
          <section aria-label={texts.edit.timeline.label} className="flex size-full min-h-0 flex-col">
            <EditBar versions={versions} />
            <div className="min-h-0 grow">
              <Timeline />
            </div>
          </section>
        </Panel>
      </Panels>
      {!isWide && hasDrawer && (
        <div className="absolute top-0 right-0 z-30 h-1/2 w-76 border-l border-line shadow-float">
          <Inspector history={history} />
        </div>
      )}
      {/* On the timeline the place itself is shown. */}
      {((isOver && !isLanding) || addSound.takingIn !== null) && (
        <p
          role="status"
          className="pointer-events-none absolute inset-x-0 bottom-0 z-10 flex h-24 items-center justify-center border-t-2 border-now bg-now-dim text-15"
        >
          {addSound.takingIn === null ? texts.edit.timeline.dropSound : texts.edit.timeline.takingIn(addSound.takingIn)}
        </p>
      )}
      {open === 'assemble' && <AssembleDialog close={close} />}
      {open === 'rename' && <RenameDialog close={close} />}
      {open === 'film' && <FilmDialog close={close} />}
      {open === 'notes' && <NotesDialog close={close} />}
    </div>
  )
}

/** The film on the transport is the cut's, with head and tail; the frame's own is put back after. */
function useFilmTransport(): void {
  const { song } = useProject()
  const { film, rate } = useCutState(state => state.sequence)
  const transport = useTransportControls()
  const mediaId = song?.mediaId ?? null
  const songTicks = song?.durationTicks ?? 0
  const headTicks = ticksFromFrames(film.headFrames, rate)
  const tailTicks = ticksFromFrames(film.tailFrames, rate)
  useEffect(() => {
    if (headTicks === 0 && tailTicks === 0) return undefined
    const songUrl = mediaId === null ? null : `/song/${mediaId}`
    transport.load({ songUrl, songTicks, headTicks, tailTicks })
    return () => transport.load({ songUrl, songTicks, headTicks: 0, tailTicks: 0 })
  }, [transport, mediaId, songTicks, headTicks, tailTicks])
}

/** A film that was opened to be seen plays. */
function usePlayOnOpening(projectId: string): void {
  const transport = useTransportControls()
  const isLoaded = useTransport(state => state.durationTicks > 0)
  useEffect(() => {
    if (isLoaded && takePlayWish(projectId)) transport.play()
  }, [transport, isLoaded, projectId])
}

/** Coming from another workspace, the play-head stands on the shot that was worked on there. */
function useFocusedShot({ editor }: Cut): void {
  const transport = useTransportControls()
  useEffect(() => {
    const { shotId } = focusNow()
    const { sequence } = editor.store.getState()
    const clip = shotId === null ? undefined : clipOfShot(sequence, shotId)
    const playhead = playheadOf(transport, sequence)
    const frame = playhead.now()
    if (!clip || transport.store.getState().isPlaying) return
    if (frame < clip.startFrame || frame >= clip.endFrame) playhead.go(clip.startFrame)
  }, [editor, transport])
}
