import type { MediaId } from '../ids.ts'
import type { OriginatedWords, PartOrigin } from './origins.ts'
import { PromptWriter, type PromptSpan, type WrittenPrompt } from './prompt-writer.ts'
import type { VariableProblem } from './resolve-variables.ts'
import { saidIn, type PromptParts, type Said } from './said.ts'
import { DEFAULT_TEMPLATE, readTemplate, type Slot, type TemplatePart, type TemplateProblem } from './template.ts'
import { fittingEnd, textLength, type LengthUnit } from './text-length.ts'

/** What a model reads of words. */
export type PromptLimits = {
  /** False: counter-words stand in the prompt, where its template has a place for them, or nowhere. */
  readonly takesNegative: boolean
  /** Null where nobody knows of a limit. */
  readonly maxPromptChars: number | null
  readonly maxNegativeChars: number | null
  readonly countsIn: LengthUnit
}

/** A text that is longer than its service takes. It is never cut. */
export type TooLong = {
  readonly kind: 'too-long'
  readonly text: 'prompt' | 'negative'
  /** All three in the unit that the service counts in. */
  readonly length: number
  readonly most: number
  readonly over: number
  /** Where the beginning that would fit ends, in UTF-16 units of the text. */
  readonly fittingEnd: number
  /** Parts any one of which the text would fit without; the shot's own words are none of them. */
  readonly fitsWithout: readonly PartOrigin[]
  readonly sentence: string
}

/** What a person should know before this is sent. */
export type PromptProblem =
  | TooLong
  | { readonly kind: 'empty'; readonly sentence: string }
  /** A part that says something for which template and model have no place. */
  | { readonly kind: 'not-sent'; readonly origin: PartOrigin; readonly sentence: string }
  | { readonly kind: 'variable'; readonly origin: PartOrigin; readonly problem: VariableProblem }
  /** The default template was used in its stead. */
  | { readonly kind: 'template'; readonly problem: TemplateProblem }

/** Whether a person cannot have meant it so. What is empty, or has no place, is so for many shots at once. */
export function isUnclear({ kind }: PromptProblem): boolean {
  return kind === 'variable' || kind === 'too-long' || kind === 'template'
}

export type ComposedPrompt = {
  readonly text: string
  readonly spans: readonly PromptSpan[]
  /** '' where the model reads none. */
  readonly negative: string
  readonly negativeSpans: readonly PromptSpan[]
  /** Of the variables whose words are sent, each once. */
  readonly stills: readonly MediaId[]
  readonly problems: readonly PromptProblem[]
}

const LOOK_ORIGINS = ['film-look', 'section-look', 'shot-look'] as const
const COUNTER_ORIGINS = ['film-counter', 'section-counter', 'shot-counter'] as const

const SLOT_ORIGINS: Readonly<Record<Slot, readonly PartOrigin[]>> = {
  prompt: ['shot'],
  camera: ['camera'],
  passageIn: ['passage-in'],
  passageOut: ['passage-out'],
  look: LOOK_ORIGINS,
  filmLook: ['film-look'],
  sectionLook: ['section-look'],
  shotLook: ['shot-look'],
  counter: COUNTER_ORIGINS,
}

/** What a model that takes one text is sent. A template with problems gives way to the default one. */
export function composePrompt(parts: PromptParts, template: string, limits: PromptLimits): ComposedPrompt {
  const read = readTemplate(template)
  const { parts: layout } = read.problems.length === 0 ? read : readTemplate(DEFAULT_TEMPLATE)
  const said = saidIn(parts)
  const readable = limits.takesNegative ? said.filter(({ origin }) => !isCounter(origin)) : said
  const counters = limits.takesNegative ? said.filter(({ origin }) => isCounter(origin)) : []
  const write = (some: readonly Said[]): WrittenPrompt => written(some, layout)
  const writeNegative = (some: readonly Said[]): WrittenPrompt => written(some, [{ kind: 'slot', slot: 'counter' }])
  const { text, spans } = write(readable)
  const negative = writeNegative(counters)
  const sentOrigins = new Set([...spans, ...negative.spans].map(({ origin }) => origin))
  return {
    text,
    spans,
    negative: negative.text,
    negativeSpans: negative.spans,
    stills: stillsOf(said.filter(({ origin }) => sentOrigins.has(origin))),
    problems: [
      ...read.problems.map(problem => ({ kind: 'template' as const, problem })),
      ...variableProblems(said),
      ...(text === '' ? [EMPTY] : []),
      ...said
        .filter(part => textOf(part.words).trim() !== '' && !sentOrigins.has(part.origin))
        .map(({ origin }) => ({ kind: 'not-sent' as const, origin, sentence: NOT_SENT })),
      ...tooLong('prompt', readable, write, limits.maxPromptChars, limits.countsIn),
      ...tooLong('negative', counters, writeNegative, limits.maxNegativeChars, limits.countsIn),
    ],
  }
}

const NOT_SENT = 'The model is not sent these words: its template has no place for them.'

/** The prompt of a model that takes fields: it has none for passages. */
const FIELD_LAYOUT = readTemplate('{prompt}[. {passageIn}][. {passageOut}]').parts

/** What a model that takes each kind of words for itself is sent. Without passages each is as it was written. */
export type ComposedFields = Pick<ComposedPrompt, 'stills' | 'problems'> & {
  readonly fields: Readonly<Record<'prompt' | 'camera' | 'look' | 'negative', WrittenPrompt>>
}

export function composeFields(
  parts: PromptParts,
  { takesNegative }: Pick<PromptLimits, 'takesNegative'>,
): ComposedFields {
  const said = saidIn(parts)
  const sent = takesNegative ? said : said.filter(({ origin }) => !isCounter(origin))
  const hasPassages = said.some(
    ({ origin, words }) => (origin === 'passage-in' || origin === 'passage-out') && textOf(words).trim() !== '',
  )
  const field = (slot: Slot): WrittenPrompt => {
    const writer = new PromptWriter()
    writer.words(slotWords(slot, sent))
    return writer.done()
  }
  const fields = {
    prompt: hasPassages ? written(said, FIELD_LAYOUT) : field('prompt'),
    camera: field('camera'),
    look: field('look'),
    negative: field('counter'),
  }
  const isEmpty = Object.values(fields).every(({ text }) => text.trim() === '')
  return {
    fields,
    stills: stillsOf(sent),
    problems: [
      ...variableProblems(said),
      ...(isEmpty ? [EMPTY] : []),
      ...said
        .filter(part => isCounter(part.origin) && !takesNegative && textOf(part.words).trim() !== '')
        .map(({ origin }) => ({ kind: 'not-sent' as const, origin, sentence: NEVER_UNREAD })),
    ],
  }
}

const EMPTY = { kind: 'empty' as const, sentence: 'There are no words to send yet.' }
const NEVER_UNREAD = 'The model is not sent these words: it does not read words that must never show.'

function stillsOf(said: readonly Said[]): MediaId[] {
  return [...new Set(said.flatMap(({ stills }) => stills))]
}

function variableProblems(said: readonly Said[]): PromptProblem[] {
  return said.flatMap(({ origin, problems }) =>
    problems.map(problem => ({ kind: 'variable' as const, origin, problem })),
  )
}

function isCounter(origin: PartOrigin): boolean {
  return COUNTER_ORIGINS.some(counter => counter === origin)
}

function textOf(words: readonly OriginatedWords[]): string {
  return words.map(({ text }) => text).join('')
}

function written(said: readonly Said[], layout: readonly TemplatePart[]): WrittenPrompt {
  const writer = new PromptWriter()
  const isEmpty = (part: TemplatePart): boolean =>
    part.kind === 'slot' && trimmed(slotWords(part.slot, said)).length === 0
  for (const part of layout) {
    if (part.kind === 'group' && part.parts.every(inner => inner.kind === 'words' || isEmpty(inner))) {
      writer.gap()
      continue
    }
    for (const inner of part.kind === 'group' ? part.parts : [part]) {
      if (inner.kind === 'words') writer.template(inner.text)
      else if (isEmpty(inner)) writer.gap()
      else if (inner.kind === 'slot') writer.words(trimmed(slotWords(inner.slot, said)))
    }
  }
  return writer.done()
}

/** The words for a slot, with commas of the template between those of several parts. */
function slotWords(slot: Slot, said: readonly Said[]): OriginatedWords[] {
  return SLOT_ORIGINS[slot]
    .flatMap(origin => said.filter(part => part.origin === origin && textOf(part.words).trim() !== ''))
    .flatMap(({ words }, index) => (index === 0 ? words : [COMMA, ...words]))
}

const COMMA: OriginatedWords = { text: ', ', origin: 'template', variable: null }

/** Without blanks at both ends. */
function trimmed(words: readonly OriginatedWords[]): OriginatedWords[] {
  const first = words.findIndex(({ text }) => text.trim() !== '')
  const last = words.findLastIndex(({ text }) => text.trim() !== '')
  if (first < 0) return []
  const kept = words.slice(first, last + 1)
  kept[0] = { ...kept[0]!, text: kept[0]!.text.trimStart() }
  const end = kept.length - 1
  kept[end] = { ...kept[end]!, text: kept[end]!.text.trimEnd() }
  return kept
}

function tooLong(
  name: TooLong['text'],
  said: readonly Said[],
  write: (said: readonly Said[]) => WrittenPrompt,
  most: number | null,
  unit: LengthUnit,
): TooLong[] {
  const { text, spans } = write(said)
  const length = textLength(text, unit)
  if (most === null || length <= most) return []
  const fitsWithout = said
    .map(({ origin }) => origin)
    .filter(origin => origin !== 'shot' && spans.some(span => span.origin === origin))
    .filter(origin => textLength(write(said.filter(part => part.origin !== origin)).text, unit) <= most)
  const over = length - most
  const what = name === 'prompt' ? 'The prompt' : 'What counter-words make together'
  const counted = unit === 'bytes' ? 'bytes' : 'characters'
  const sentence = `${what} is ${length} ${counted} long, ${over} more than the ${most} this model takes.`
  return [
    {
      kind: 'too-long',
      text: name,
      length,
      most,
      over,
      fittingEnd: fittingEnd(text, most, unit),
      fitsWithout,
      sentence,
    },
  ]
}
