import { v7 as uuid } from 'uuid'
import { listSources, saveSound, type Source } from '#main/sequence/sources.ts'
import { copySequence, freeSequenceName, listVersions, renameSequence } from '#main/sequence/store.ts'
import { listCaptions } from '#main/treatment/captions.ts'
import { decodeSong } from '#main/song/decode.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { AssemblyPreview, Caption, OpenSequence, SequenceCard } from '#model/contract/sequences-contract.ts'
import type { ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import { ticksFromSamples } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { resolveFile } from './files-desk.ts'
import { assembleCut, previewAssembly, type AssembleWish } from './sequences/assemble-cut.ts'
import { editCut, versionOf, type Gesture, type Version } from './sequences/edit-cut.ts'
import { useTake } from './sequences/use-take.ts'

export type SequencesDesk = ReturnType<typeof createSequencesDesk>

/** The versions of a project's cut: edited by hand, assembled, kept beside each other. */
export function createSequencesDesk(context: DeskContext) {
  const { library } = context
  const { db } = library
  return {
    list: (projectId: ProjectId): SequenceCard[] => listVersions(db, projectId),

    open(version: Version): OpenSequence {
      const { sequence, revision } = versionOf(db, version)
      return { sequence, revision }
    },

    sources: (projectId: ProjectId): Source[] => listSources(db, projectId),
    captions: (projectId: ProjectId): Caption[] =>
      [...listCaptions(db, projectId)].map(([shotId, caption]) => ({ shotId, ...caption })),
    edit: (gesture: Gesture): { revision: number } => ({ revision: editCut(db, gesture) }),

    duplicate(version: Version): { sequenceId: SequenceId } {
      const sequenceId = uuid() as SequenceId
      db.transaction(() => {
        const { sequence } = versionOf(db, version)
        const base = sequence.name.replace(/ copy( \d+)?$/, '')
        copySequence(db, sequence.id, sequenceId, freeSequenceName(db, version.projectId, `${base} copy`))
      })
      return { sequenceId }
    },

    rename({ name, ...version }: Version & { readonly name: string }): void {
      db.transaction(() => renameSequence(db, versionOf(db, version), name))
    },

    previewAssembly: (wish: AssembleWish): AssemblyPreview => previewAssembly(context, wish),

    assemble: (wish: AssembleWish & { readonly how: 'fill' | 'new-version' }): { sequenceId: SequenceId } => ({
      sequenceId: assembleCut(context, wish),
    }),

    async takeInSound(projectId: ProjectId, file: FileRef, signal: AbortSignal | undefined): Promise<Source> {
      existingProject(library, projectId)
      const path = resolveFile(context, file)
      const { sampleCount, sampleRate } = await decodeSong(await context.ffmpeg(), path, {
        signal,
        onSamples: () => {},
      })
      const durationTicks = ticksFromSamples(sampleCount, sampleRate)
      const staged = await library.media.stageFile(path, 'song')
      db.transaction(() => saveSound(db, library.media.settle(staged), durationTicks))
      return { mediaId: staged.id, fileName: staged.fileName, durationTicks, rate: null, size: null }
    },

    useTake: (use: { projectId: ProjectId; takeId: TakeId; shotId: ShotId }) => useTake(context, use),
  }
}
