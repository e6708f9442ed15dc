import type { MediaId } from '../ids.ts'
import { NO_LOOK } from '../look.ts'
import type { ShotWords } from '../shot-words.ts'
import { composeFields, composePrompt, type PromptLimits, type PromptProblem } from './compose.ts'
import type { WrittenPrompt } from './prompt-writer.ts'
import type { PromptParts } from './said.ts'
import { textLength } from './text-length.ts'
import { asLiteral } from './tokens.ts'

/** How a model is spoken to. */
export type ModelReading = PromptLimits & {
  /** True: each kind of words for itself (W12). False: one text, put together by the template. */
  readonly takesFields: boolean
  readonly template: string
}

/** A text that is sent, with where its words come from. */
export type SentPiece = WrittenPrompt & {
  readonly name: 'text' | 'prompt' | 'camera' | 'look' | 'negative'
  /** Both in the unit that the service counts in; null where nobody knows of a limit. */
  readonly length: number
  readonly most: number | null
}

export type WhatIsSent = {
  /** To be frozen. Its `text` is what a model of one text is sent, letter by letter. */
  readonly words: ShotWords
  /** Without empty ones. */
  readonly pieces: readonly SentPiece[]
  /** Pictures of the variables in it, each once. */
  readonly stills: readonly MediaId[]
  readonly problems: readonly PromptProblem[]
}

/** What a model is sent of a shot, and what a person should know of it before. Equal parts give equal words. */
export function whatIsSent(parts: PromptParts, reading: ModelReading): WhatIsSent {
  const { fields, stills, problems } = composeFields(parts, reading)
  const words: ShotWords = {
    prompt: fields.prompt.text,
    cameraMove: fields.camera.text,
    style: fields.look.text,
    negative: fields.negative.text,
  }
  const piece = (name: SentPiece['name'], written: WrittenPrompt): SentPiece[] => {
    if (written.text === '') return []
    const most = name === 'negative' ? reading.maxNegativeChars : name === 'text' ? reading.maxPromptChars : null
    return [{ name, ...written, length: textLength(written.text, reading.countsIn), most }]
  }
  if (reading.takesFields) {
    const { prompt, camera, look, negative } = fields
    const pieces = [
      ...piece('prompt', prompt),
      ...piece('camera', camera),
      ...piece('look', look),
      ...piece('negative', negative),
    ]
    return { words, pieces, stills, problems }
  }
  const whole = composePrompt(parts, reading.template, reading)
  return {
    words: { ...words, negative: whole.negative, text: whole.text },
    pieces: [
      ...piece('text', { text: whole.text, spans: whole.spans }),
      ...piece('negative', { text: whole.negative, spans: whole.negativeSpans }),
    ],
    stills: whole.stills,
    problems: whole.problems,
  }
}

/** What was sent before, passages where they were written into the prompt, as parts that mean these words and nothing else. */
export function partsOfSent(words: ShotWords): PromptParts {
  const film = { style: asLiteral(words.style), negative: asLiteral(words.negative) }
  return {
    ...{ prompt: asLiteral(words.prompt), camera: asLiteral(words.cameraMove), passageIn: '', passageOut: '' },
    ...{ look: { film, section: NO_LOOK, shot: NO_LOOK }, variables: [] },
  }
}
