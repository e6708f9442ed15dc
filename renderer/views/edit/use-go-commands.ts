import { filmFrames } from '#model/sequence.ts'
import { ticksFromFrames, ticksFromSeconds } from '#model/time.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { cutFrames, itemById } from '../../editor/placed-clips.ts'
import { markedSpan, session } from '../../editor/session.ts'
import { viewSpan, zoomedAbout } from '../../editor/view-span.ts'
import { useDesk } from './use-desk.ts'

/** Played before and after a cut. */
const AROUND_SECONDS = 1.5
const ZOOM_STEP = 1.6

/** What the keys of the edit desk do without changing the cut: going, marking, playing, zooming. */
export function useGoCommands(): void {
  const { facts, transport, now, playhead, here } = useDesk()
  const goTo = (frame: number | undefined): void => {
    if (frame !== undefined) playhead().go(frame)
  }
  const back = (frames: readonly number[]) => (): void => goTo(frames.findLast(frame => frame < playhead().now()) ?? 0)
  const on = (frames: readonly number[]) => (): void => goTo(frames.find(frame => frame > playhead().now()))
  const cuts = (): number[] => cutFrames(now())
  const markers = (): number[] => now().markers.map(({ frame }) => frame)
  const sections = facts.sections.map(({ startFrame }) => startFrame)

  function markClip(): void {
    const clip = here()
    if (clip) session.setState({ inFrame: clip.startFrame, outFrame: clip.endFrame })
  }

  function markSelection(): void {
    const all = [...session.getState().selection].flatMap(id => itemById(now(), id) ?? [])
    if (all.length === 0) return markClip()
    session.setState({
      inFrame: Math.min(...all.map(({ startFrame }) => startFrame)),
      outFrame: Math.max(...all.map(({ endFrame }) => endFrame)),
    })
  }

  /** Over and over until it is stopped; what is played after that is the film. */
  function playSpan(startTicks: number, endTicks: number): void {
    transport.setLoop({ startTicks, endTicks })
    transport.seek(startTicks)
    transport.play()
    const forget = transport.store.subscribe(({ isPlaying }) => {
      if (isPlaying) return
      forget()
      transport.setLoop(null)
    })
  }

  function playAround(): void {
    const frame = playhead().now()
    const nearest = [0, ...cuts()].reduce((best, cut) => (Math.abs(cut - frame) < Math.abs(best - frame) ? cut : best))
    const at = ticksFromFrames(nearest, now().rate)
    const around = ticksFromSeconds(AROUND_SECONDS)
    playSpan(Math.max(0, at - around), Math.min(transport.store.getState().durationTicks, at + around))
  }

  function playMarked(): void {
    const span = markedSpan(session.getState())
    if (!span) return playAround()
    playSpan(ticksFromFrames(span.startFrame, now().rate), ticksFromFrames(span.endFrame, now().rate))
  }

  function zoom(factor: number): void {
    const state = session.getState()
    const span = viewSpan(state, state.viewWidth, filmFrames(now().film))
    session.setState(zoomedAbout(span, playhead().now(), factor))
  }

  useCommands({
    'edit.frameBack': () => goTo(Math.max(0, playhead().now() - 1)),
    'edit.frameOn': () => goTo(playhead().now() + 1),
    'edit.beatBack': back(facts.grid.beats),
    'edit.beatOn': on(facts.grid.beats),
    'edit.barBack': back(facts.grid.bars),
    'edit.barOn': on(facts.grid.bars),
    'edit.cutBack': () => back(cuts())(),
    'edit.cutOn': () => on(cuts())(),
    'edit.sectionBack': back(sections),
    'edit.sectionOn': on(sections),
    'edit.markerBefore': () => back(markers())(),
    'edit.markerNext': () => on(markers())(),
    // A mark on the wrong side of the other takes its place.
    'edit.markIn': () => {
      const inFrame = playhead().now()
      session.setState(({ outFrame }) => ({
        inFrame,
        outFrame: outFrame !== null && outFrame > inFrame ? outFrame : null,
      }))
    },
    'edit.markOut': () => {
      const outFrame = playhead().now() + 1
      session.setState(({ inFrame }) => ({
        outFrame,
        inFrame: inFrame !== null && inFrame < outFrame ? inFrame : null,
      }))
    },
    'edit.markClip': markClip,
    'edit.markSelection': markSelection,
    'edit.goIn': () => goTo(session.getState().inFrame ?? undefined),
    // To the last frame that is inside.
    'edit.goOut': () => {
      const { outFrame } = session.getState()
      if (outFrame !== null) goTo(outFrame - 1)
    },
    'edit.clearMarks': () => {
      session.setState({ inFrame: null, outFrame: null })
      transport.setLoop(null)
    },
    'edit.playAround': playAround,
    'edit.playMarked': playMarked,
    'edit.zoomIn': () => zoom(ZOOM_STEP),
    'edit.zoomOut': () => zoom(1 / ZOOM_STEP),
    'edit.fit': () => session.setState({ pointsPerFrame: null, leftFrame: 0 }),
    'edit.render': () => runCommand('go.render'),
  })
}
