import type { ShotId } from '#model/ids.ts'
import type { Shot } from '#model/shot.ts'
import { plainText, shotNumberIn, stemOf, tellingWords } from './file-words.ts'

/** A clip somewhere below a folder. `path` is relative, with forward slashes; `texts` are its title, comment, description. */
export type ClipFile = { readonly path: string; readonly texts: readonly string[] }

/** By what a clip was told to belong to its shot, the surest first. */
export type Evidence = 'id' | 'number' | 'prompt' | 'words'

export type ClipMatch = { readonly path: string; readonly shotId: ShotId; readonly by: Evidence }

/** A clip that several shots could claim. */
export type AmbiguousClip = { readonly path: string; readonly shotIds: readonly ShotId[]; readonly reason: string }

export type ClipMatches = {
  readonly matches: readonly ClipMatch[]
  readonly ambiguous: readonly AmbiguousClip[]
  readonly unmatched: readonly string[]
  readonly shotsWithoutClip: readonly ShotId[]
}

type MatchableShot = Pick<Shot, 'id' | 'position' | 'written'>

/** So much of a text's words must be a prompt's own, or of a prompt's words the text's, before likeness counts. */
const LIKE_ENOUGH = 0.6
/** And so much more than the next best prompt's. */
const CLEARLY_BETTER = 0.15

/**
 * Tells which shot each clip belongs to: by the shot's own id in its name or its folder's, by the shot's number there, by the
 * shot's whole prompt in its texts or its name, or by words that are much more like one prompt than any other. Where these
 * contradict each other the clip is ambiguous: ids are everyday words (`train`), and a clip in the wrong shot goes unseen. Clips come out sorted by path, in exactly one of the three lists.
 */
export function matchClips(files: readonly ClipFile[], shots: readonly MatchableShot[]): ClipMatches {
  const matches: ClipMatch[] = []
  const ambiguous: AmbiguousClip[] = []
  const unmatched: string[] = []
  const judge = likenessTo(shots)
  const byPath = (a: ClipFile, b: ClipFile): number => comparePaths(a.path, b.path)
  for (const file of files.toSorted(byPath)) {
    const verdict = verdictOn(file, shots, judge)
    if (!verdict) unmatched.push(file.path)
    else if ('reason' in verdict) ambiguous.push({ path: file.path, ...verdict })
    else matches.push({ path: file.path, ...verdict })
  }
  const served = new Set(matches.map(match => match.shotId))
  const shotsWithoutClip = shots.map(shot => shot.id).filter(id => !served.has(id))
  return { matches, ambiguous, unmatched, shotsWithoutClip }
}

type Verdict = { shotId: ShotId; by: Evidence } | { shotIds: readonly ShotId[]; reason: string } | undefined

function verdictOn(file: ClipFile, shots: readonly MatchableShot[], judge: Judge): Verdict {
  const segments = file.path.split('/')
  const name = stemOf(segments.at(-1) ?? '')
  const names = [...segments.slice(0, -1), name]
  const texts = [...file.texts, name]
  const named = withIdIn(names, shots)
  const numbered = numberedBy(names, shots)
  const prompted = withPromptIn(texts, shots)
  if (named.length > 0) return settleId(named, numbered?.isSure ? numbered.shot : undefined, prompted)
  if (numbered && prompted.length > 0) return settle(numbered.shot, prompted, 'its text is the prompt of')
  if (numbered?.isSure) return { shotId: numbered.shot.id, by: 'number' }
  if (prompted.length === 1) return { shotId: prompted[0]!.id, by: 'prompt' }
  if (prompted.length > 1) return toChooseFrom(prompted, `its text is the prompt of ${shotList(prompted)}`)

  const alike = judge(texts)
  if (numbered) return settle(numbered.shot, alike, 'its words are like those of')
  if (alike.length === 0) return undefined
  if (alike.length === 1) return { shotId: alike[0]!.id, by: 'words' }
  return toChooseFrom(alike, `its words are like those of ${shotList(alike)}`)
}

/** A number decides among the shots that a clip's text speaks for, but not against them. */
function settle(numbered: MatchableShot, others: readonly MatchableShot[], why: string): Verdict {
  if (others.length === 0 || others.includes(numbered)) return { shotId: numbered.id, by: 'number' }
  const reason = `its name says shot ${numbered.position + 1}, ${why} ${shotList(others)}`
  return toChooseFrom([numbered, ...others], reason)
}

/** An id decides where neither a sure number nor a whole prompt speaks for another shot. */
function settleId(
  named: readonly MatchableShot[],
  numbered: MatchableShot | undefined,
  prompted: readonly MatchableShot[],
): Verdict {
  const [shot] = named
  const isOtherNumber = numbered !== undefined && numbered !== shot
  const isOtherPrompt = prompted.length > 0 && !prompted.includes(shot!)
  if (named.length === 1 && !isOtherNumber && !isOtherPrompt) return { shotId: shot!.id, by: 'id' }
  const others = [
    ...(isOtherNumber ? [`its name says ${shotList([numbered])}`] : []),
    ...(isOtherPrompt ? [`its text is the prompt of ${shotList(prompted)}`] : []),
  ]
  const told = [...named, ...(isOtherNumber ? [numbered] : []), ...(isOtherPrompt ? prompted : [])]
  return toChooseFrom([...new Set(told)], [`its name holds the id of ${shotList(named)}`, ...others].join(', '))
}

function toChooseFrom(shots: readonly MatchableShot[], reason: string): Verdict {
  return { shotIds: shots.map(shot => shot.id), reason }
}

/**
 * The shot whose written id is, begins or ends the file's own name, else that of the nearest folder; the longest id wins.
 * Several when their ids are equally long.
 */
function withIdIn(names: readonly string[], shots: readonly MatchableShot[]): MatchableShot[] {
  for (const name of names.toReversed()) {
    const text = ` ${plainText(name)} `
    const found = shots
      .map(shot => ({ shot, id: plainText(shot.written.id ?? '') }))
      // A bare number is no name: numbers are read as the shot's place in the film.
      .filter(({ id }) => id !== '' && !/^\d+$/.test(id))
      .filter(({ id }) => text.startsWith(` ${id} `) || text.endsWith(` ${id} `))
    const longest = Math.max(...found.map(({ id }) => id.length))
    if (found.length > 0) return found.filter(({ id }) => id.length === longest).map(({ shot }) => shot)
  }
  return []
}

/** The shot numbered by the file's own name, else by the nearest folder that says a number. */
function numberedBy(
  names: readonly string[],
  shots: readonly MatchableShot[],
): { shot: MatchableShot; isSure: boolean } | undefined {
  for (const name of names.toReversed()) {
    const found = shotNumberIn(name)
    const shot = found && shots.find(({ position }) => position + 1 === found.number)
    if (shot) return { shot, isSure: found.isSure }
    if (found) return undefined
  }
  return undefined
}

/** The shots whose whole prompt stands in one of the texts; not a prompt that is only a part of another one there. */
function withPromptIn(texts: readonly string[], shots: readonly MatchableShot[]): MatchableShot[] {
  const plain = texts.map(text => ` ${plainText(text)} `)
  const prompts = shots.map(shot => ({ shot, prompt: plainText(shot.written.prompt) }))
  const found = prompts.filter(({ prompt }) => prompt !== '' && plain.some(text => text.includes(` ${prompt} `)))
  const isPart = (prompt: string): boolean =>
    found.some(other => other.prompt !== prompt && ` ${other.prompt} `.includes(` ${prompt} `))
  return found.filter(({ prompt }) => !isPart(prompt)).map(({ shot }) => shot)
}

type Judge = (texts: readonly string[]) => MatchableShot[]

/** Finds the shots a clip's words are like: none, the one that is clearly best, or those that are too close to call. */
function likenessTo(shots: readonly MatchableShot[]): Judge {
  const prompts = shots.map(shot => ({ shot, words: tellingWords(shot.written.prompt) }))
  const shotsWith = new Map<string, number>()
  for (const { words } of prompts) for (const word of words) shotsWith.set(word, (shotsWith.get(word) ?? 0) + 1)
  /** Rare words weigh more; a word of no prompt (a service's name, a random tag) weighs as much as a rare one. */
  const weight = (word: string): number => Math.log(1 + shots.length / (shotsWith.get(word) ?? 1))
  const sum = (words: readonly string[]): number => words.reduce((total, word) => total + weight(word), 0)

  function likeness(text: ReadonlySet<string>, prompt: ReadonlySet<string>): number {
    const shared = sum([...text].filter(word => prompt.has(word)))
    if (shared === 0) return 0
    return Math.max(shared / sum([...text]), shared / sum([...prompt]))
  }

  return texts => {
    const wordSets = texts.map(tellingWords)
    const scored = prompts
      .map(({ shot, words }) => ({ shot, score: Math.max(0, ...wordSets.map(text => likeness(text, words))) }))
      .filter(({ score }) => score >= LIKE_ENOUGH)
    const best = Math.max(0, ...scored.map(({ score }) => score))
    return scored.filter(({ score }) => score > best - CLEARLY_BETTER).map(({ shot }) => shot)
  }
}

function shotList(shots: readonly MatchableShot[]): string {
  return `${shots.length === 1 ? 'shot' : 'shots'} ${shots.map(shot => shot.position + 1).join(', ')}`
}

/** Numbers inside names are compared as numbers, and extensions last, so that `1.mp4`, `1_take9.mp4`, `1_take10.mp4` stand so. */
const collator = new Intl.Collator('en', { numeric: true })

function comparePaths(a: string, b: string): number {
  return collator.compare(stemOf(a), stemOf(b)) || (a < b ? -1 : a > b ? 1 : 0)
}
