/** What an outside assistant is told of the film. Times are in seconds of the film. */
export type Brief = {
  readonly title: string
  /** Null without a song. */
  readonly song: { readonly seconds: number; readonly tempoBpm: number | null } | null
  readonly style: readonly string[]
  readonly negative: readonly string[]
  readonly sections: readonly BriefSection[]
  readonly shots: readonly BriefShot[]
}

export type BriefSection = {
  readonly name: string
  readonly startSeconds: number
  readonly endSeconds: number
  readonly startBar: number
  /** One past the last. */
  readonly endBar: number
  readonly story: string
  readonly style: readonly string[]
  readonly negative: readonly string[]
}

export type BriefShot = {
  readonly number: number
  readonly prompt: string
  readonly whatHappens: string
  readonly cameraMove: string
  readonly passage: string
  readonly style: readonly string[]
  /** The section it stands in, or was written for. */
  readonly section: string
  readonly place: { readonly startSeconds: number; readonly endSeconds: number } | null
}

/** Stands where a shot has no words yet; in an answer it says nothing. */
export const NO_PROMPT = '(no prompt yet)'

const HOW_TO_ANSWER = `Answer with the shots that you would change and nothing else, each under its number. Leave out lines that stay as they are.

12. The whole new prompt on one line
    What: what happens, in a few words
    Camera: the camera move
    Passage: the way out of this shot and into the next

A shot that is new gets a number after the last.`

/** The song, the look and the shots as Markdown; `readAnswer` reads what comes back. */
export function writeBrief(brief: Brief): string {
  const { title, song, style, negative, sections, shots } = brief
  const head = [`# ${oneLine(title)}`, '', `A music video of ${countOf(shots.length, 'shot')}${songText(song)}.`]
  const look = [
    ...(style.length > 0 ? [`- Every shot: ${style.join(', ')}`] : []),
    ...(negative.length > 0 ? [`- Never: ${negative.join(', ')}`] : []),
  ]
  return `${[
    head,
    look.length > 0 ? ['## Look', '', ...look] : [],
    sections.length > 0 ? ['## Song', '', ...sections.flatMap(sectionLines)] : [],
    shots.length > 0 ? ['## Shots', '', ...shots.flatMap(shotLines)] : [],
    ['## How to answer', '', HOW_TO_ANSWER],
  ]
    .filter(part => part.length > 0)
    .map(part => part.join('\n'))
    .join('\n\n')}\n`
}

function songText(song: Brief['song']): string {
  if (!song) return ''
  const tempo = song.tempoBpm === null ? '' : `, ${Math.round(song.tempoBpm)} beats a minute`
  return ` over ${clockOf(song.seconds)} of song${tempo}`
}

function sectionLines(section: BriefSection): string[] {
  const { name, startSeconds, endSeconds, startBar, endBar, story, style, negative } = section
  const bars = endBar > startBar ? `, bars ${Math.max(1, startBar)} to ${endBar - 1}` : ''
  return [
    `- ${name}, ${clockOf(startSeconds)} to ${clockOf(endSeconds)}${bars}${story ? `: ${oneLine(story)}` : ''}`,
    ...(style.length > 0 ? [`  Look: ${style.join(', ')}`] : []),
    ...(negative.length > 0 ? [`  Never: ${negative.join(', ')}`] : []),
  ]
}

function shotLines({ number, place, section, style, ...words }: BriefShot): string[] {
  const length = place ? `${(place.endSeconds - place.startSeconds).toFixed(1)} s` : ''
  const where = [place ? `at ${clockOf(place.startSeconds)}` : '', length, section].filter(Boolean).join(', ')
  return [
    `${number}. ${oneLine(words.prompt) || NO_PROMPT}`,
    ...(where ? [`    Place: ${where}`] : []),
    ...(words.whatHappens ? [`    What: ${oneLine(words.whatHappens)}`] : []),
    ...(words.cameraMove ? [`    Camera: ${oneLine(words.cameraMove)}`] : []),
    ...(words.passage ? [`    Passage: ${oneLine(words.passage)}`] : []),
    ...(style.length > 0 ? [`    Look: ${style.join(', ')}`] : []),
  ]
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** `m:ss`, to the nearest second. */
function clockOf(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
