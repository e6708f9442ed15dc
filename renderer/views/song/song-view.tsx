import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { useUndoCommands } from '../../frame/use-undo-commands.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Panel, PanelEdge, Panels } from '../../ui/panels.tsx'
import { Failed, Opening, Skeleton, SkeletonBar, SkeletonRows } from '../../ui/states.tsx'
import { DoubtsPanel } from './doubts-panel.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { MovedBar } from './moved-bar.tsx'
import { NoSong } from './no-song.tsx'
import { ReplaceSong } from './replace-song.tsx'
import { SectionsPanel } from './sections-panel.tsx'
import { SongBar } from './song-bar.tsx'
import { SongStage } from './song-stage.tsx'
import { showSong, useSongStore } from './song-store.ts'
import { useSongCommands } from './use-song-commands.ts'

const LISTS =
  'grid grid-rows-1 grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)] bg-app wide:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_18rem]'

/** The song: what was heard in it, and the hands that mend it. */
export function SongView() {
  const { id: projectId } = useProject()
  const { data, error, refetch } = useQuery(useQueries().song.open.queryOptions({ input: { projectId } }))
  useUndoCommands(projectId, 'song')
  if (data === undefined && error) {
    return <Failed error={error} retry={() => void refetch()} />
  }
  if (data === undefined) return <OpeningSong />
  return data === null ? <NoSong key={projectId} /> : <OpenSong song={data} projectId={projectId} />
}

/** The stage, and below it the lists, before there is anything to show in them. */
function OpeningSong() {
  return (
    <Opening label={texts.song.opening}>
      <SkeletonBar />
      <div className="flex basis-[57%] flex-col bg-well">
        <Skeleton className="h-6 rounded-none" />
        <Skeleton className="my-auto h-1/2 rounded-none" />
      </div>
      <div className={`min-h-0 grow basis-[43%] ${LISTS}`}>
        <SkeletonRows />
        <div className="border-l border-line" />
        <div className="border-l border-line max-wide:hidden" />
      </div>
    </Opening>
  )
}

function OpenSong({ song, projectId }: { song: SongScreen; projectId: string }) {
  const key = `${projectId} ${song.mediaId}`
  useEffect(() => showSong(key), [key])
  useSongCommands(song)
  const { dropProps } = useFileDrop(([file]) => {
    if (file) useSongStore.setState({ isReplacing: true, dropped: file })
  })
  return (
    <div {...dropProps} className="flex size-full flex-col">
      <SongBar song={song} />
      <MovedBar song={song} />
      <div className="min-h-0 grow">
        <Panels name="song" panelIds={['stage', 'lists']} direction="column">
          <Panel id="stage" minSize={180} defaultSize="57%">
            <SongStage song={song} />
          </Panel>
          <PanelEdge name={texts.song.title} />
          <Panel id="lists" minSize={120}>
            <div className={`size-full ${LISTS}`}>
              <SectionsPanel song={song} />
              <div className="min-h-0 min-w-0 border-l border-line">
                <DoubtsPanel song={song}>
                  {/* Where there is no room for a third list, it follows the second. */}
                  <div className="border-t border-line wide:hidden">
                    <FactsPanel song={song} />
                  </div>
                </DoubtsPanel>
              </div>
              <div className="min-h-0 min-w-0 border-l border-line max-wide:hidden">
                <FactsPanel song={song} />
              </div>
            </div>
          </Panel>
        </Panels>
      </div>
      <ReplaceSong song={song} />
    </div>
  )
}
