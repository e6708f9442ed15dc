import { useCommands } from '../../commands/use-commands.ts'
import { isClip, itemAt, placedTracks, type PlacedItem } from '../../editor/placed-clips.ts'
import { chooseTool, select, session, TOOLS, useSession } from '../../editor/session.ts'
import { holdsSong } from '#model/edit/on-track.ts'
import { useDesk } from './use-desk.ts'

/** Tools, and what is selected. */
export function useSelectCommands(): void {
  const { editor, now, playhead } = useDesk()
  const tool = useSession(state => state.tool)
  const isSnapping = useSession(state => state.isSnapping)

  const tracks = () => placedTracks(now()).filter(({ track }) => !holdsSong(track))

  function selectWhere(isWanted: (item: PlacedItem) => boolean): void {
    const items = tracks().flatMap(({ items }) => items)
    select(items.filter(item => isClip(item) && isWanted(item)).map(({ item }) => item.id))
  }

  /** What stands at the play-head: the picture, empty places too since they can be closed, then the sounds. */
  function here(): PlacedItem[] {
    const frame = playhead().now()
    return tracks().flatMap(({ track, items }) => {
      const found = itemAt(items, frame)
      return found && (track.kind === 'picture' || isClip(found)) ? [found] : []
    })
  }

  /** Again: the next one that stands here. */
  function selectHere(): void {
    const ids = here().map(({ item }) => item.id)
    const [only, ...others] = session.getState().selection
    const next = only !== undefined && others.length === 0 ? ids.indexOf(only) + 1 : 0
    const id = ids[next % ids.length]
    select(id === undefined ? [] : [id])
  }

  function addHere(): void {
    const { selection } = session.getState()
    const id = here().find(isClip)?.item.id
    if (id === undefined) return
    select(selection.has(id) ? [...selection].filter(other => other !== id) : [...selection, id])
  }

  useCommands({
    ...Object.fromEntries(TOOLS.map(id => [`edit.${id}`, { run: () => chooseTool(id), isOn: tool === id }])),
    'edit.selectAll': () => selectWhere(() => true),
    'edit.selectForward': () => selectWhere(({ endFrame }) => endFrame > playhead().now()),
    'edit.selectBackward': () => selectWhere(({ startFrame }) => startFrame < playhead().now()),
    'edit.selectHere': selectHere,
    'edit.addHere': addHere,
    'edit.deselect': () => {
      editor.bail()
      select([])
      chooseTool('select')
    },
    'edit.snap': { run: () => session.setState(state => ({ isSnapping: !state.isSnapping })), isOn: isSnapping },
  })
}
