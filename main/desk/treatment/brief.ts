import { readAnswer } from '#model/brief/read-answer.ts'
import { writeBrief } from '#model/brief/write-brief.ts'
import type { AnswerReading } from '#model/contract/treatment-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import { secondsFromFrames, secondsFromTicks } from '#model/time.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { effectiveSong } from '../song/effective-song.ts'
import { cellChanges } from './paste.ts'
import { treatmentView } from './view.ts'

/** The treatment for an outside assistant, as Markdown. */
export function briefText(context: DeskContext, projectId: ProjectId): string {
  const project = existingProject(context.library, projectId)
  const view = treatmentView(context, project)
  const song = effectiveSong(context, projectId)
  const seconds = (frame: number): number => secondsFromFrames(frame, project.rate)
  const titles = new Map(view.sections.map(({ key, name }) => [key, name]))
  return writeBrief({
    title: view.title,
    song: song && { seconds: secondsFromTicks(song.durationTicks), tempoBpm: song.analysis.tempoBpm },
    style: view.style,
    negative: view.negative,
    sections: view.sections.map(({ startFrame, endFrame, ...section }) => ({
      ...section,
      startSeconds: seconds(startFrame),
      endSeconds: seconds(endFrame),
    })),
    shots: view.shots.map(({ place, sectionKey, ...shot }) => ({
      ...shot,
      section: (sectionKey === null ? undefined : titles.get(sectionKey)) ?? shot.section,
      place: place && { startSeconds: seconds(place.startFrame), endSeconds: seconds(place.endFrame) },
    })),
  })
}

/** What an answer to the brief would change, shot by shot. */
export function readAnswerFor(context: DeskContext, projectId: ProjectId, text: string): AnswerReading {
  existingProject(context.library, projectId)
  const shots = listShots(context.library.db, projectId)
  const changes: AnswerReading['changes'] = []
  const added: AnswerReading['added'] = []
  const unchanged: number[] = []
  for (const { number, ...said } of readAnswer(text)) {
    const shot = shots[number - 1]
    if (!shot) {
      added.push({ number, words: said })
      continue
    }
    const found = cellChanges(shot, number, said)
    if (found.length === 0) unchanged.push(number)
    changes.push(...found)
  }
  return { changes, added, unchanged }
}
