import { notifyManager, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SongEdit } from '#model/song-repair/song-edit.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { useSongStore } from './song-store.ts'

export type EditSong = (name: string, ...edits: readonly SongEdit[]) => void

/** Does edits as one step of undo of this name. What is dragged stays where it was let go until the song shows it there. */
export function useSongEdits(): EditSong {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const client = useQueryClient()
  const queries = useQueries()
  return useCallback(
    (name, ...edits) => {
      const repair = async (): Promise<void> => {
        await studio.song.repair({ projectId, name, edits: [...edits] })
        // Asked for here, not renewed: a renewal is given up for the next one, and what was dragged would jump back meanwhile.
        const queryKey = queries.song.open.queryKey({ input: { projectId } })
        await client.cancelQueries({ queryKey })
        client.setQueryData(queryKey, await studio.song.open({ projectId }))
      }
      const { drag } = useSongStore.getState()
      // A hand may have taken hold of the next thing meanwhile.
      const letGo = (): void => useSongStore.setState(now => (now.drag === drag ? { drag: null } : now))
      // After the song as it is now has been shown, which comes a turn later than it is known.
      act(() => repair().finally(() => notifyManager.schedule(letGo)))
    },
    [act, client, projectId, queries, studio],
  )
}
