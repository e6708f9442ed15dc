import { tokensOf } from './tokens.ts'

/** How many variations are written out at most. */
export const MOST_VARIATIONS = 200

/** Counts end here: as many, or more. */
export const COUNT_END = 1_000_000

/** How deep alternatives may stand in one another. */
const MOST_DEPTH = 20

/** How many errors of one text are told. */
const MOST_ERRORS = 20

/** Braces that do not match; the text then counts as it stands, without variations. */
export type BraceError = {
  readonly kind: 'unclosed' | 'unopened' | 'too-deep'
  /** UTF-16 units into the text. */
  readonly start: number
  readonly sentence: string
}

/** Which alternative of a `{…|…}` was taken. */
export type TakenAlternative = {
  /** Which of the texts, and where in it the braces open. */
  readonly textIndex: number
  readonly start: number
  /** From 0. */
  readonly alternative: number
  /** The alternative as written, its own alternatives taken. */
  readonly words: string
  /** 0 for braces that stand in no others. */
  readonly depth: number
}

/** One way to read the texts. Braces and bars that are meant as such still have their backslashes. */
export type Expansion = { readonly texts: readonly string[]; readonly taken: readonly TakenAlternative[] }

export type Expansions = {
  /** How many there are, up to `COUNT_END`; more than were written out, where there are more than wanted. */
  readonly count: number
  readonly expansions: readonly Expansion[]
}

type Choice = {
  readonly kind: 'choice'
  readonly start: number
  readonly alternatives: readonly Sequence[]
  readonly count: number
}
type Node = { readonly kind: 'source'; readonly text: string } | Choice
type Sequence = { readonly nodes: readonly Node[]; readonly count: number }

export type ReadVariations = {
  readonly count: number
  /** Where the first alternatives begin; null without any. */
  readonly firstStart: number | null
  readonly errors: readonly BraceError[]
}

/** What the braces of a text say, without writing anything out. */
export function readVariations(text: string): ReadVariations {
  const { sequence, errors } = parse(text)
  return { count: sequence.count, firstStart: sequence.nodes.find(isChoice)?.start ?? null, errors }
}

/** How many variations several texts have together, up to `COUNT_END`. */
export function countVariations(texts: readonly string[]): number {
  return product(texts.map(text => parse(text).sequence.count))
}

/** The variations of texts that are sent together, in order: the first alternatives of the first text change last. */
export function expandVariations(texts: readonly string[], most = MOST_VARIATIONS): Expansions {
  const sequences = texts.map(text => parse(text).sequence)
  const count = product(sequences.map(sequence => sequence.count))
  const expansions = Array.from({ length: Math.min(count, most) }, (_, index) => {
    const taken: TakenAlternative[] = []
    const digits = digitsOf(index, sequences)
    const written = sequences.map((sequence, textIndex) => write(sequence, digits[textIndex]!, textIndex, 0, taken))
    return { texts: written, taken }
  })
  return { count, expansions }
}

/** What tells a variation from the others: `snow, slow`. '' where there is only one. */
export function variationLabel({ taken }: Pick<Expansion, 'taken'>): string {
  return taken
    .filter(({ depth }) => depth === 0)
    .map(({ words }) => {
      const plain = tokensOf(words).map(({ text }) => text)
      return plain.join('').replaceAll(/\s+/g, ' ').trim() || '–'
    })
    .join(', ')
}

function isChoice(node: Node): node is Choice {
  return node.kind === 'choice'
}

function product(counts: readonly number[]): number {
  return counts.reduce((total, count) => Math.min(total * count, COUNT_END), 1)
}

function sequenceOf(nodes: readonly Node[]): Sequence {
  return { nodes, count: product(nodes.filter(isChoice).map(({ count }) => count)) }
}

type Parsed = { readonly sequence: Sequence; readonly errors: readonly BraceError[] }

type OpenBrace = { readonly start: number; readonly alternatives: Node[][] }

/** The text as pieces to be copied and choices to be made. */
function parse(text: string): Parsed {
  const errors: BraceError[] = []
  const top: Node[] = []
  const open: OpenBrace[] = []
  const here = (): Node[] => open.at(-1)?.alternatives.at(-1) ?? top
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'open') {
      if (open.length === MOST_DEPTH) return asItStands(text, [{ kind: 'too-deep', start, sentence: TOO_DEEP }])
      open.push({ start, alternatives: [[]] })
    } else if (kind === 'bar' && open.length > 0) {
      open.at(-1)!.alternatives.push([])
    } else if (kind === 'close') {
      const closed = open.pop()
      if (closed) for (const node of closedNodes(closed)) here().push(node)
      else errors.push({ kind: 'unopened', start, sentence: UNOPENED })
    } else {
      here().push({ kind: 'source', text: text.slice(start, end) })
    }
  }
  errors.push(...open.map(({ start }) => ({ kind: 'unclosed' as const, start, sentence: UNCLOSED })))
  if (errors.length > 0 || !top.some(isChoice)) return asItStands(text, errors)
  return { sequence: sequenceOf(top), errors }
}

function asItStands(text: string, errors: readonly BraceError[]): Parsed {
  const first = errors.toSorted((a, b) => a.start - b.start).slice(0, MOST_ERRORS)
  return { sequence: sequenceOf([{ kind: 'source', text }]), errors: first }
}

const UNCLOSED = String.raw`This { is never closed. Write \{ where the brace itself is meant.`
const UNOPENED = String.raw`This } closes nothing. Write \} where the brace itself is meant.`
const TOO_DEEP = `Alternatives stand at most ${MOST_DEPTH} deep in one another.`

/** Braces without a bar are braces; beside choices they get backslashes, so that no choice makes anything of them. */
function closedNodes({ start, alternatives }: OpenBrace): Node[] {
  if (alternatives.length === 1) {
    return [{ kind: 'source', text: String.raw`\{` }, ...alternatives[0]!, { kind: 'source', text: String.raw`\}` }]
  }
  const sequences = alternatives.map(sequenceOf)
  const count = Math.min(
    sequences.reduce((sum, sequence) => sum + sequence.count, 0),
    COUNT_END,
  )
  return [{ kind: 'choice', start, alternatives: sequences, count }]
}

/** The index-th of all combinations, as an index into each: the last changes first. */
function digitsOf(index: number, parts: readonly { readonly count: number }[]): number[] {
  let rest = index
  return parts
    .toReversed()
    .map(({ count }) => {
      const digit = rest % count
      rest = Math.floor(rest / count)
      return digit
    })
    .toReversed()
}

function write(sequence: Sequence, index: number, textIndex: number, depth: number, taken: TakenAlternative[]): string {
  const digits = digitsOf(index, sequence.nodes.filter(isChoice)).values()
  let written = ''
  for (const node of sequence.nodes) {
    if (!isChoice(node)) {
      written += node.text
      continue
    }
    let rest = digits.next().value ?? 0
    let alternative = 0
    while (rest >= node.alternatives[alternative]!.count) {
      rest -= node.alternatives[alternative]!.count
      alternative += 1
    }
    const inner: TakenAlternative[] = []
    const words = write(node.alternatives[alternative]!, rest, textIndex, depth + 1, inner)
    taken.push({ textIndex, start: node.start, alternative, words, depth }, ...inner)
    written += words
  }
  return written
}
