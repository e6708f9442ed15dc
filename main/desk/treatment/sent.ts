import type { SentWords, WordOrigin } from '#model/contract/treatment-contract.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { composedLook, wordsOf, type LookLevels } from '#model/look.ts'
import type { ShotWords } from '#model/shot-words.ts'
import { DEFAULT_MODEL, HANDLE_TICKS } from '#main/make/defaults.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import { listVersions } from '#main/treatment/shot-versions.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { demandShots } from './gesture.ts'
import { projectLook } from './project-look.ts'
import { wordsNow } from './view.ts'

const LEVELS = ['film', 'section', 'shot'] as const

/** The words that would be sent for a shot now, and those that once were. Throws StudioError treatment/no-shot. */
export function sentWords(context: DeskContext, projectId: ProjectId, shotId: ShotId): SentWords {
  const { library, catalogue } = context
  const project = existingProject(library, projectId)
  const shot = demandShots(listShots(library.db, projectId), [shotId])[0]!
  const levels = projectLook(context, project).levelsOf(shot)
  const fallback = loadProjectTreatment(library.db, projectId).model ?? DEFAULT_MODEL
  const now = wordsNow(shot, composedLook(levels), catalogue, fallback)
  const wanted = shot.written.model ?? fallback
  const model = catalogue.models.find(({ id }) => id === wanted)
  return {
    parts: [
      ...(now.prompt ? [{ origin: 'shot' as const, text: now.prompt }] : []),
      ...(now.cameraMove ? [{ origin: 'camera' as const, text: now.cameraMove }] : []),
      ...lookParts(levels, 'style'),
    ],
    negative: lookParts(levels, 'negative'),
    isNegativeSent: model?.takesNegative ?? true,
    text: textOf(now),
    modelTitle: model?.title ?? wanted,
    handleTicks: HANDLE_TICKS,
    versions: listVersions(library.db, shotId).map(({ version, frozenAtMs, words }) => ({
      version,
      frozenAtMs,
      text: textOf(words),
    })),
  }
}

/** The words of each level; what a wider one has said already is not said again. */
function lookParts(levels: LookLevels, kind: 'style' | 'negative'): { origin: WordOrigin; text: string }[] {
  const said = new Set<string>()
  return LEVELS.flatMap(level => {
    const fresh = wordsOf(levels[level][kind]).filter(word => !said.has(word.toLowerCase()))
    for (const word of fresh) said.add(word.toLowerCase())
    return fresh.length === 0 ? [] : [{ origin: `${level}-look` as const, text: fresh.join(', ') }]
  })
}

/** All words in one text, so that differences read on. */
function textOf({ prompt, cameraMove, style, negative }: ShotWords): string {
  return [prompt, cameraMove, style, negative && `Never: ${negative}`].filter(Boolean).join('\n')
}
