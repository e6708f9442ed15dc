import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ImportProposal, ReviewEvent } from '#model/contract/take-import.ts'
import type { StudioClient } from '../../client/client.ts'
import { tellFailure } from '../../client/tell-failure.ts'
import { givenFiles } from '../../files/given-files.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'

/** How far an import is, from the drop to the takes. */
export type ImportState =
  | { readonly step: 'none' }
  | { readonly step: 'arriving'; readonly fraction: number; readonly name: string }
  | { readonly step: 'looking'; readonly done: number; readonly total: number }
  | { readonly step: 'review'; readonly proposals: readonly ImportProposal[]; readonly remarks: readonly string[] }
  | { readonly step: 'taking-in'; readonly done: number; readonly total: number }

const NONE: ImportState = { step: 'none' }

const importStore = createStore<{ readonly projectId: string | null; readonly state: ImportState }>(() => ({
  projectId: null,
  state: NONE,
}))

/** The import into this project: what was begun in another is no matter of its shots. */
export function useImport(projectId: string): ImportState {
  return useStore(importStore, now => (now.projectId === projectId ? now.state : NONE))
}

let leaving = new AbortController()

function set(state: ImportState): void {
  importStore.setState({ state })
}

/** Ends what is under way; nothing is taken in. */
export function leaveImport(): void {
  leaving.abort()
  set(NONE)
}

/** Takes files from a drop or a picker to their review. Failures are told and end it. */
export function reviewImport(
  studio: StudioClient,
  projectId: string,
  given: readonly File[] | readonly FileRef[],
): void {
  leaveImport()
  importStore.setState({ projectId })
  leaving = new AbortController()
  const { signal } = leaving
  told(signal, async () => {
    const files = await refsOf(given)
    if (signal.aborted) return
    set({ step: 'looking', done: 0, total: files.length })
    for await (const event of await studio.takes.review({ projectId, files }, { signal })) showReview(event)
  })
}

async function refsOf(given: readonly File[] | readonly FileRef[]): Promise<FileRef[]> {
  const files: File[] = []
  const refs: FileRef[] = []
  for (const file of given) {
    if (file instanceof File) files.push(file)
    else refs.push(file)
  }
  if (files.length > 0) set({ step: 'arriving', fraction: 0, name: files[0]?.name ?? '' })
  const arrived = await givenFiles(files, (fraction, name) => set({ step: 'arriving', fraction, name }))
  return [...refs, ...arrived]
}

function showReview(event: ReviewEvent): void {
  if (event.kind === 'looking') set({ step: 'looking', done: event.done, total: event.total })
  else set({ step: 'review', proposals: event.proposals, remarks: event.remarks })
}

/** Takes in what the review says. */
export function takeIn(studio: StudioClient, projectId: string, files: { file: FileRef; shotIds: string[] }[]): void {
  leaving = new AbortController()
  const { signal } = leaving
  told(signal, async () => {
    set({ step: 'taking-in', done: 0, total: files.length })
    for await (const event of await studio.takes.takeIn({ projectId, files }, { signal })) {
      if (event.kind === 'taking-in') {
        set({ step: 'taking-in', done: event.done, total: event.total })
        continue
      }
      notify({ kind: 'ok', text: texts.takes.takenIn(event.takeIds.length) })
      for (const { name, why } of event.refused) notify({ kind: 'bad', text: texts.takes.refused(name, why) })
    }
    set(NONE)
  })
}

function told(signal: AbortSignal, work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    if (signal.aborted) return
    tellFailure(error)
    set(NONE)
  })
}
