import { areSameReferences } from './reference-stills.ts'
import type { RequestSpec } from './request.ts'

/** All words that a model is sent for a shot: its own, and those it shares with its section and the film. */
export type ShotWords = {
  readonly prompt: string
  readonly cameraMove: string
  /** Look words of film, section and shot together. */
  readonly style: string
  /** Counter-words, likewise. */
  readonly negative: string
  /** All of them as a model of one text is sent them. Missing where it takes each kind for itself, and in words from before. */
  readonly text?: string
}

/** The same with the reference pictures that go along (SPEC W20), as a request has them. */
export type AskedWords = ShotWords & Pick<RequestSpec, 'references'>

/** The words as they were when something was asked with them. Never changes. */
export type ShotVersion = {
  /** Counts the shot's versions from 1. */
  readonly version: number
  readonly words: AskedWords
  readonly frozenAtMs: number
}

/** A text that was not kept is taken to be the same where its words are. */
export function isSameWords(a: ShotWords, b: ShotWords): boolean {
  const isSameText = a.text === undefined || b.text === undefined || a.text === b.text
  const fields = ['prompt', 'cameraMove', 'style', 'negative'] as const
  return isSameText && fields.every(field => a[field] === b[field])
}

/** Whether words are the same, and their pictures. */
export function isSameAsked(a: AskedWords, b: AskedWords): boolean {
  return isSameWords(a, b) && areSameReferences(a, b)
}

/** All words in one text, so that differences read on. */
export function inOneText({ prompt, cameraMove, style, negative, text }: ShotWords): string {
  const said = text === undefined ? [prompt, cameraMove, style] : [text]
  return [...said, negative && `Never: ${negative}`].filter(Boolean).join('\n')
}
