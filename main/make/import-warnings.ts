import type { ImportReport } from '#main/providers/folder/import-clips.ts'

/** What a person should know of an import, beside what came in. */
export function importWarnings(report: ImportReport): string[] {
  return [
    ...report.ambiguousFiles.map(
      ({ file, shots, reason }) => `The clip ${file} may belong to shots ${shots.join(', ')}: ${reason}.`,
    ),
    ...report.unmatchedFiles.map(file => `No shot was found for the clip ${file}.`),
    ...report.trashedFiles.map(file => `The clip ${file} is in the trash and stays there.`),
    ...report.sharedFiles.map(
      ({ file, shot, others }) =>
        `The clip ${file} is a take of shot ${shot} now, and still one of ${others.length === 1 ? 'shot' : 'shots'} ${others.join(', ')}, where it was taken in before.`,
    ),
    ...report.hdrFiles.map(
      file =>
        `The clip ${file} is HDR and will look pale in the film: bring it to SDR (Rec. 709) first for its true light.`,
    ),
    ...report.unreadableFolders.map(
      folder => `The folder ${folder} cannot be looked into and was passed over: make it yours if it holds clips.`,
    ),
    ...report.librariesPassedOver.map(
      place => `The takes of the library in ${place} were passed over: copy out what should be a clip.`,
    ),
    ...report.damagedFiles.map(({ file, reason }) => `The clip ${file} cannot be used: ${reason}`),
  ]
}
