import { readingFor } from '#main/make/shot-spec.ts'
import { listTemplates } from '#main/treatment/prompt-templates.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import { variationAsks } from '#model/prompt/variation-asks.ts'
import { partsOfSent, whatIsSent, type ModelReading } from '#model/prompt/what-is-sent.ts'
import { lookWordsOf, withoutWord, type LookWord } from '#model/prompt/without-word.ts'
import type { PromptParts } from '#model/prompt/said.ts'
import type { RequestSpec } from '#model/request.ts'
import type { Shot } from '#model/shot.ts'
import { isSameWords, type ShotWords } from '#model/shot-words.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { projectLook } from '../treatment/project-look.ts'

/** A clip as it was asked for; `shot` is null for the Board. */
type Asked = { readonly projectId: ProjectId; readonly shot: Shot | null; readonly spec: RequestSpec }

/** The look words that a clip was asked for with, of those that its model is sent. */
export function wordsAskedWith(context: DeskContext, asked: Asked): LookWord[] {
  const { parts, reading } = saidOf(context, asked)
  const sent = (some: PromptParts | null): string => {
    const { text, ...fields } = whatIsSent(some ?? parts, reading).words
    return text === undefined ? JSON.stringify(fields) : JSON.stringify([text, fields.negative])
  }
  return lookWordsOf(parts.look).filter(word => sent(withoutWord(parts, word)) !== sent(parts))
}

/** The same clip asked for without one of them (SPEC W16). Throws StudioError take/no-word. */
export function askedWithout(context: DeskContext, asked: Asked, lookWord: LookWord): RequestSpec {
  const { parts, reading } = saidOf(context, asked)
  const without = withoutWord(parts, lookWord)
  if (!without) throw new StudioError('take/no-word', `This take was not asked for with “${lookWord.word}”.`)
  const { words, stills } = whatIsSent(without, reading)
  const gone = new Set(whatIsSent(parts, reading).stills.filter(still => !stills.includes(still)))
  const { text: _before, references, ...spec } = asked.spec
  const kept = references?.filter(still => !gone.has(still)) ?? []
  const gaveWay = references?.length === 0
  const text = exchangedIn(asked.spec, words)
  return {
    ...spec,
    ...words,
    ...(text !== null && { text }),
    ...((kept.length > 0 || gaveWay) && { references: kept }),
  }
}

/**
 * The very text that was sent, its look words exchanged for those that are left: put together anew, more of it might be another by now.
 * Null where they do not stand in it just once, or none are left.
 */
function exchangedIn({ text, style, negative }: RequestSpec, left: ShotWords): string | null {
  const [before, after] = style === left.style ? [negative, left.negative] : [style, left.style]
  if (text === undefined || before === '' || after === '' || text.split(before).length !== 2) return null
  return text.replace(before, () => after)
}

/** What is said of its shot, as far as that is still what was sent; else the very words that were. */
function saidOf(
  context: DeskContext,
  { projectId, shot, spec }: Asked,
): { readonly parts: PromptParts; readonly reading: ModelReading } {
  const reading = readingFor(context.catalogue, spec.model, listTemplates(context.library.db))
  const ofNow = shot && projectLook(context, existingProject(context.library, projectId)).of(shot)
  const asNow =
    ofNow &&
    variationAsks<PromptParts>(ofNow).asks.find(({ parts }) => isSameWords(whatIsSent(parts, reading).words, spec))
  return { parts: asNow?.parts ?? partsOfSent(spec), reading }
}
