import { StudioError } from '../errors.ts'
import type { MediaId } from '../ids.ts'
import { tokensOf } from './tokens.ts'

/** The groups that screens offer; any other name is one too, and '' is none. */
export const VARIABLE_GROUPS = ['character', 'place', 'thing'] as const

export type VariableName = { readonly group: string; readonly name: string }

/** Words and pictures that recur: written once, used as `{{group.name}}`. Its text may use others. */
export type Variable = VariableName & { readonly text: string; readonly stills: readonly MediaId[] }

/** A piece of a text, with its place there: UTF-16 units, half open. */
export type TextPiece = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'text'; readonly text: string }
  /** `name` is null where what stands between the braces is no name. */
  | { readonly kind: 'reference'; readonly name: VariableName | null }
)

/** Joiners belong to names in Persian and the scripts of India. */
const NAME = String.raw`[\p{L}\p{M}\p{N}_\u200c\u200d-]+`
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u')
const REFERENCE = new RegExp(String.raw`^\s*(?:(${NAME})\s*\.\s*)?(${NAME})\s*$`, 'u')

/** The words of a text and the variables it uses; they tile it. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  for (const { kind, start, end, text: words } of tokensOf(text)) {
    const last = pieces.at(-1)
    if (kind === 'reference') pieces.push({ kind, start, end, name: readName(words) })
    else if (last?.kind === 'text') pieces[pieces.length - 1] = { ...last, end, text: last.text + words }
    else pieces.push({ kind: 'text', start, end, text: words })
  }
  return pieces
}

function readName(between: string): VariableName | null {
  const [, group = '', name] = REFERENCE.exec(between) ?? []
  return name === undefined ? null : { group, name }
}

/** `character.mara`, or `mara` without a group. */
export function dotted({ group, name }: VariableName): string {
  return group === '' ? name : `${group}.${name}`
}

/** Equal for names that are one variable. */
export function variableKey(name: VariableName): string {
  return dotted(name).toLowerCase().normalize('NFC')
}

/** Variables by key. Of several with one name the first counts. */
export function variablesByKey<Named extends VariableName>(variables: readonly Named[]): ReadonlyMap<string, Named> {
  return new Map(variables.toReversed().map(variable => [variableKey(variable), variable]))
}

/** The keys of all names that texts use, also those within the words of the variables they use. */
export function usedNames(
  texts: readonly string[],
  variables: readonly (VariableName & Pick<Variable, 'text'>)[],
): ReadonlySet<string> {
  const known = variablesByKey(variables)
  const used = new Set<string>()
  const find = (text: string): void => {
    for (const piece of piecesOf(text)) {
      if (piece.kind !== 'reference' || piece.name === null) continue
      const key = variableKey(piece.name)
      if (used.has(key)) continue
      used.add(key)
      find(known.get(key)?.text ?? '')
    }
  }
  for (const text of texts) if (text.includes('{{')) find(text)
  return used
}

/** Why a variable cannot be called that, in a sentence; null where it can. `others` does not hold the variable itself. */
export function nameProblem(name: VariableName, others: readonly VariableName[]): string | null {
  if (!WHOLE_NAME.test(name.name) || (name.group !== '' && !WHOLE_NAME.test(name.group))) {
    return 'A name is made of letters, digits, - and _, without blanks.'
  }
  const isTaken = others.some(other => variableKey(other) === variableKey(name))
  return isTaken ? `There is a {{${dotted(name)}}} already.` : null
}

/** The text with every use of one variable under its new name. Throws StudioError variables/bad-name. */
export function renameVariable(text: string, from: VariableName, to: VariableName): string {
  const problem = nameProblem(to, [])
  if (problem !== null) throw new StudioError('variables/bad-name', problem, { kind: 'usage' })
  return piecesOf(text)
    .map(piece => {
      const isUse = piece.kind === 'reference' && piece.name && variableKey(piece.name) === variableKey(from)
      return isUse ? `{{${dotted(to)}}}` : text.slice(piece.start, piece.end)
    })
    .join('')
}
