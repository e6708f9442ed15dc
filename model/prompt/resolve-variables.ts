import type { MediaId } from '../ids.ts'
import { nearestName } from './nearest-name.ts'
import { dotted, piecesOf, variableKey, variablesByKey, type Variable } from './variables.ts'
import { readVariations } from './variations.ts'

/** How deep variables may use one another. */
const MOST_DEPTH = 8

/** What variables add to one text at most, in UTF-16 units: texts that double with each level end here. */
const MOST_ADDED = 100_000

/** Most words are what they are, and hundreds of shots are read at once. */
const MEANS_MORE = /[{|}\\]/

/** Words as they are sent, and the variable (`character.mara`) in whose text they stand; null for the text's own. */
export type ResolvedPiece = { readonly text: string; readonly variable: string | null }

/** What does not resolve, and so stays as it is written; or alternatives that nobody chose between. */
export type VariableProblem = {
  readonly kind: 'unknown' | 'malformed' | 'cycle' | 'too-deep' | 'too-much' | 'braces' | 'variations'
  /** In the resolved text, in UTF-16 units: where it stands, or the use of the variable that it stands in. */
  readonly start: number
  readonly end: number
  /** The variable in whose text it stands; null in the text itself. */
  readonly within: string | null
  /** The variable that was probably meant. */
  readonly nearest: string | null
  readonly sentence: string
}

export type Resolved = {
  readonly pieces: readonly ResolvedPiece[]
  readonly problems: readonly VariableProblem[]
  /** Of all variables used, each once, in the order of their use. */
  readonly stills: readonly MediaId[]
}

type Refusal = { readonly kind: 'cycle' | 'too-deep' | 'too-much'; readonly sentence: string }
type Span = { readonly start: number; readonly end: number }

/** The words of a text with those of its variables in their places. What cannot be resolved stays as it is written. */
export function resolveVariables(text: string, variables: readonly Variable[]): Resolved {
  if (!MEANS_MORE.test(text)) return { pieces: merged([{ text, variable: null }]), problems: [], stills: [] }
  const known = variablesByKey(variables)
  let left = MOST_ADDED

  /** `path` are the variables it stands in, the outermost first; `use` is where the outermost stands in the text. */
  const walk = (source: string, path: readonly Variable[], use: Span | null): Resolved | Refusal => {
    const within = path.length === 0 ? null : dotted(path.at(-1)!)
    const pieces: ResolvedPiece[] = []
    const problems: VariableProblem[] = braceProblems(source, use, within)
    const stills = new Set<MediaId>(path.at(-1)?.stills)
    for (const piece of piecesOf(source)) {
      const asWritten = source.slice(piece.start, piece.end)
      const place = { start: use?.start ?? piece.start, end: use?.end ?? piece.end, within }
      if (use) {
        left -= 1 + (piece.kind === 'text' ? piece.text.length : 0)
        if (left < 0) return TOO_MUCH
      }
      if (piece.kind === 'text') {
        pieces.push({ text: piece.text, variable: within })
        continue
      }
      const variable = piece.name && known.get(variableKey(piece.name))
      if (!variable) {
        problems.push({ ...place, ...notFound(asWritten, piece.name && dotted(piece.name), [...known.values()]) })
        pieces.push({ text: asWritten, variable: within })
        continue
      }
      const inner = refusalOf(path, variable) ?? walk(variable.text, [...path, variable], use ?? place)
      if ('pieces' in inner) {
        pieces.push(...inner.pieces)
        problems.push(...inner.problems)
        for (const still of inner.stills) stills.add(still)
      } else if (use) {
        return inner
      } else {
        problems.push({ ...place, ...inner, nearest: null })
        pieces.push({ text: asWritten, variable: null })
      }
    }
    return { pieces: merged(pieces), problems, stills: [...stills] }
  }

  // Nothing is refused outside a variable.
  return walk(text, [], null) as Resolved
}

const TOO_MUCH: Refusal = { kind: 'too-much', sentence: 'Its variables make the text far too long.' }

function refusalOf(path: readonly Variable[], next: Variable): Refusal | null {
  const again = path.findIndex(variable => variableKey(variable) === variableKey(next))
  if (again >= 0) {
    const circle = [...path.slice(again), next].map(dotted).join(' > ')
    return { kind: 'cycle', sentence: `{{${dotted(next)}}} leads back to itself: ${circle}.` }
  }
  if (path.length < MOST_DEPTH) return null
  return { kind: 'too-deep', sentence: `Variables stand at most ${MOST_DEPTH} deep in one another.` }
}

function notFound(
  asWritten: string,
  wanted: string | null,
  known: readonly Variable[],
): Pick<VariableProblem, 'kind' | 'nearest' | 'sentence'> {
  if (wanted === null) {
    const sentence = `${asWritten} is no name: letters, digits, - and _, and one dot after the group.`
    return { kind: 'malformed', nearest: null, sentence }
  }
  const nearest = nearestName(wanted, known.map(dotted))
  const hint = nearest === null ? '' : ` Is {{${nearest}}} meant?`
  return { kind: 'unknown', nearest, sentence: `There is no {{${wanted}}}.${hint}` }
}

/** Alternatives are chosen between before variables are resolved, and a variable has none. */
function braceProblems(source: string, use: Span | null, within: string | null): VariableProblem[] {
  const { errors, firstStart } = readVariations(source)
  const placed = (start: number): Span & Pick<VariableProblem, 'within' | 'nearest'> => ({
    start: use?.start ?? start,
    end: use?.end ?? start + 1,
    within,
    nearest: null,
  })
  const braces = errors.map(({ start, sentence }) => ({ ...placed(start), kind: 'braces' as const, sentence }))
  return firstStart === null ? braces : [{ ...placed(firstStart), kind: 'variations', sentence: NO_CHOICE }]
}

const NO_CHOICE = 'Only a prompt and a camera move can have alternatives. These are sent as they stand.'

function merged(pieces: readonly ResolvedPiece[]): ResolvedPiece[] {
  const result: ResolvedPiece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (last?.variable === piece.variable) result[result.length - 1] = { ...last, text: last.text + piece.text }
    else if (piece.text !== '') result.push(piece)
  }
  return result
}
