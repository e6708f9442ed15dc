import type { SequencesDesk } from '#main/desk/sequences-desk.ts'
import type { ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

type Named = { readonly projectId: string; readonly sequenceId: string }

/** Ids are of the kind their name says. */
function version<Input extends Named>(input: Input) {
  return { ...input, projectId: input.projectId as ProjectId, sequenceId: input.sequenceId as SequenceId }
}

function wish<Input extends { readonly projectId: string; readonly sequenceId: string | null }>(input: Input) {
  return { ...input, projectId: input.projectId as ProjectId, sequenceId: input.sequenceId as SequenceId | null }
}

export function sequencesApi(studio: StudioImplementer['sequences'], desk: SequencesDesk) {
  return {
    list: studio.list.handler(({ input }) => desk.list(input.projectId as ProjectId)),
    open: studio.open.handler(({ input }) => desk.open(version(input))),
    sources: studio.sources.handler(({ input }) => desk.sources(input.projectId as ProjectId)),
    captions: studio.captions.handler(({ input }) => desk.captions(input.projectId as ProjectId)),
    edit: studio.edit.handler(({ input }) => desk.edit(version(input))),
    duplicate: studio.duplicate.handler(({ input }) => desk.duplicate(version(input))),
    rename: studio.rename.handler(({ input }) => desk.rename(version(input))),
    previewAssembly: studio.previewAssembly.handler(({ input }) => desk.previewAssembly(wish(input))),
    assemble: studio.assemble.handler(({ input }) => desk.assemble(wish(input))),
    takeInSound: studio.takeInSound.handler(({ input, signal }) =>
      desk.takeInSound(input.projectId as ProjectId, input.file, signal),
    ),
    useTake: studio.useTake.handler(({ input }) =>
      desk.useTake({
        projectId: input.projectId as ProjectId,
        takeId: input.takeId as TakeId,
        shotId: input.shotId as ShotId,
      }),
    ),
  }
}
