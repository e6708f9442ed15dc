import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { isStudioError } from '#model/errors.ts'
import type { Sequence } from '#model/sequence.ts'
import { failureSentence } from '../../client/failure.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import type { Cut } from '../../editor/cut-context.tsx'
import { CutEditor, type Gesture } from '../../editor/cut-editor.ts'
import { cutFacts, lengthsOfSources } from '../../editor/cut-facts.ts'
import { useProject } from '../../frame/use-project.tsx'
import { notify } from '../../ui/notices.tsx'
import { createStore } from 'zustand/vanilla'

type OpenCut = { readonly cut: Cut | null; readonly error: Error | null; readonly retry: () => void }

/** Opens a version of the cut with all that the desk must know beside it. */
export function useOpenCut(sequenceId: string): OpenCut {
  const project = useProject()
  const projectId = project.id
  const studio = useStudio()
  const queries = useQueries()
  const input = { projectId }
  const sources = useQuery(queries.sequences.sources.queryOptions({ input }))
  const shots = useQuery(queries.takes.shots.queryOptions({ input }))
  const takes = useQuery(queries.takes.list.queryOptions({ input: { projectId, isTrash: false } }))
  const [editor, setEditor] = useState<CutEditor | null>(null)
  const [openError, setOpenError] = useState<Error | null>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let isWanted = true
    const service = {
      open: () => studio.sequences.open({ projectId, sequenceId }),
      edit: (gesture: Gesture & { readonly baseRevision: number }) =>
        studio.sequences.edit({ projectId, sequenceId, ...gesture, edits: [...gesture.edits] }),
    }
    service.open().then(
      opened => {
        if (isWanted) setEditor(new CutEditor(opened, { service, onTrouble: tell }))
      },
      (error: Error) => {
        if (isWanted) setOpenError(error)
      },
    )
    return () => {
      isWanted = false
    }
  }, [studio, projectId, sequenceId, attempt])

  const film = useStore(editor?.store ?? NOTHING, state => state?.sequence.film)
  const rate = useStore(editor?.store ?? NOTHING, state => state?.sequence.rate)
  const cut = useMemo(() => {
    if (!editor || !film || !rate || !sources.data || !shots.data || !takes.data) return null
    editor.setMedia(lengthsOfSources(sources.data))
    const known = { shots: shots.data, takes: takes.data, sources: sources.data }
    return { projectId, sequenceId, editor, facts: cutFacts(project, { film, rate }, known) }
  }, [editor, film, rate, sources.data, shots.data, takes.data, project, projectId, sequenceId])
  return {
    cut,
    error: openError ?? sources.error ?? shots.error ?? takes.error,
    retry: () => {
      setOpenError(null)
      setAttempt(count => count + 1)
      for (const query of [sources, shots, takes]) if (query.error) void query.refetch()
    },
  }
}

const NOTHING = createStore<{ readonly sequence: Sequence } | null>(() => null)

function tell(error: unknown): void {
  notify({ kind: 'bad', text: isStudioError(error) ? error.message : failureSentence(error) })
}
