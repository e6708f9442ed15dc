import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Sequence } from '#model/sequence.ts'
import { tellFailure } from '../../client/tell-failure.ts'
import { usePatience, useQueries, useStudio } from '../../client/studio-context.tsx'
import { useTakeList } from '../../client/use-take-list.ts'
import type { Cut } from '../../editor/cut-context.tsx'
import { CutEditor, type CutService } from '../../editor/cut-editor.ts'
import { cutFacts, lengthsOfSources } from '../../editor/cut-facts.ts'
import { useMissingFiles } from '../../files/use-missing-files.ts'
import { useProject } from '../../frame/use-project.tsx'

type OpenCut = { readonly cut: Cut | null; readonly error: Error | null; readonly retry: () => void }

/** Opens a version of the cut with all that the desk must know beside it. */
export function useOpenCut(sequenceId: string): OpenCut {
  const project = useProject()
  const projectId = project.id
  const studio = useStudio()
  const patiently = usePatience()
  const queries = useQueries()
  const input = { projectId }
  const sources = useQuery(queries.sequences.sources.queryOptions({ input }))
  const captions = useQuery(queries.sequences.captions.queryOptions({ input }))
  const shots = useQuery(queries.takes.shots.queryOptions({ input }))
  const takes = useTakeList({ projectId, isTrash: false })
  const missing = useMissingFiles(projectId)
  const opened = useQuery({
    // Not under the contract's own name: the editor follows the revisions by itself.
    queryKey: ['cut-editor', projectId, sequenceId],
    structuralSharing: false,
    gcTime: 0,
    queryFn: async () => {
      const service: CutService = {
        // What was done while the studio was lost waits for it, with all that is done on top.
        open: () => patiently(() => studio.sequences.open({ projectId, sequenceId })),
        edit: gesture =>
          patiently(() => studio.sequences.edit({ projectId, sequenceId, ...gesture, edits: [...gesture.edits] })),
      }
      return new CutEditor(await studio.sequences.open({ projectId, sequenceId }), { service, onTrouble: tellFailure })
    },
  })
  const editor = opened.data
  const film = useStore(editor?.store ?? NOTHING, state => state?.sequence.film)
  const rate = useStore(editor?.store ?? NOTHING, state => state?.sequence.rate)
  const cut = useMemo(() => {
    if (!editor || !film || !rate || !sources.data || !captions.data || !shots.data || !takes.data) return null
    editor.setMedia(lengthsOfSources(sources.data))
    const known = { shots: shots.data, takes: takes.data, sources: sources.data, captions: captions.data, missing }
    return { projectId, sequenceId, editor, facts: cutFacts(project, { film, rate }, known) }
  }, [editor, film, rate, sources.data, captions.data, shots.data, takes.data, missing, project, projectId, sequenceId])
  return {
    cut,
    error: opened.error ?? sources.error ?? captions.error ?? shots.error ?? takes.error,
    retry: () => {
      for (const query of [opened, sources, captions, shots, takes]) if (query.error) void query.refetch()
    },
  }
}

const NOTHING = createStore<{ readonly sequence: Sequence } | null>(() => null)
