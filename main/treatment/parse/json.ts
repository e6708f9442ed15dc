import { z } from 'zod'
import { StudioError } from '#model/errors.ts'
import { shotFrom, textOrNull, type WrittenTreatment } from './written-shot.ts'

const text = z.string().nullish()

const shot = z.strictObject({
  prompt: z.string().refine(prompt => prompt.trim() !== '', 'is empty'),
  id: text,
  whatHappens: text,
  cameraMove: text,
  passage: text,
  section: text,
  model: text,
})

/** A treatment as JSON. A shot that is nothing but its prompt may be written as that string alone. */
const treatment = z.strictObject({
  title: text,
  style: text,
  negative: text,
  shots: z.array(z.preprocess(value => (typeof value === 'string' ? { prompt: value } : value), shot)),
})

/** `shots[3].prompt`, counted from 0 as in the file. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

/** Throws StudioError 'treatment/json-syntax' or 'treatment/json-shape'; `name` names the file in it. */
export function parseJson(source: string, name: string): WrittenTreatment {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const line = /\(line (\d+)/.exec(reason)?.[1]
    const place = line === undefined ? name : `${name}, line ${line}`
    const plain = reason.replace(/ in JSON at position.*$/s, '').replaceAll(/\s+/g, ' ')
    throw new StudioError('treatment/json-syntax', `${place}: this is not valid JSON (${plain}).`, { cause: error })
  }
  const result = treatment.safeParse(value)
  if (!result.success) {
    const issue = result.error.issues[0]
    const where = pathText(issue?.path ?? [])
    const message = `${name}${where ? `, ${where}` : ''}: ${issue?.message ?? 'not a treatment'}. Expected { title?, style?, negative?, shots: [{ prompt, … }] }.`
    throw new StudioError('treatment/json-shape', message)
  }
  const { title, style, negative, shots } = result.data
  return {
    title: textOrNull(title),
    style: textOrNull(style),
    negative: textOrNull(negative),
    shots: shots.map(written => ({ shot: shotFrom(written.prompt, written), line: null })),
  }
}
