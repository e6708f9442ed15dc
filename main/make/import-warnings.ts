import type { ImportReport } from '#main/providers/folder/import-clips.ts'

/** What a person should know of an import, beside what came in. */
export function importWarnings(report: ImportReport): string[] {
  return [
    ...report.ambiguousFiles.map(
      ({ file, shots, reason }) => `The clip ${file} may belong to shots ${shots.join(', ')}: ${reason}.`,
    ),
    ...report.unmatchedFiles.map(file => `No shot was found for the clip ${file}.`),
    ...report.trashedFiles.map(file => `The clip ${file} is in the trash and stays there.`),
    ...report.damagedFiles.map(({ file, reason }) => `The clip ${file} cannot be used: ${reason}`),
  ]
}
