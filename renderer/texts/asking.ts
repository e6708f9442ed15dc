const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** `Shot 3`, `Shots 3, 4 and 9`, `Shots 3, 4, 5 and 12 more`. */
function shotsNamed(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Shot ${numbers[0]}`
  const shown = numbers.length > 5 ? numbers.slice(0, 3) : numbers.slice(0, -1)
  const rest = numbers.length - shown.length
  return `Shots ${shown.join(', ')} and ${rest === 1 ? numbers.at(-1) : `${rest} more`}`
}

/** What is asked for, and at what price. */
export const askingTexts = {
  title: 'Make takes',
  loading: 'Looking up the price',
  which: 'For which shots',
  roundOne: (shots: number | null) => `Round 1: ${shots === null ? 'shots' : plural(shots, 'shot')} without a take`,
  roundOneNote: 'One first draft each',
  roundTwo: (shots: number | null) => `Round 2: ${shots === null ? 'shots' : plural(shots, 'shot')} with nothing kept`,
  roundTwoNote: 'Three more takes each',
  selected: (shots: number) => `The ${plural(shots, 'shot')} selected`,
  this: (number: number) => `Shot ${number}`,
  all: (shots: number) => `All ${plural(shots, 'shot')}`,
  takesEach: 'Takes each',
  fewer: 'Fewer takes',
  more: 'More takes',
  model: 'Model',
  asSet: 'As set for each shot',
  asSetDraft: 'As set for each shot, its draft where it has one',
  modelLine: (title: string, service: string, price: string) =>
    title === service ? `${title}, ${price}` : `${title} (${service}), ${price}`,
  needsKey: 'needs a key',
  length: 'Length',
  asPlaced: 'As long as its place needs',
  size: 'Size',
  fitsFilm: (size: string) => `Fits the film: ${size}`,
  free: 'free',
  perSecond: (price: string) => `${price} a second`,
  perClip: (price: string) => `${price} a take`,
  priceUnknown: 'price not known',

  price: 'Price',
  isFree: 'Free',
  notKnown: 'Price not known',
  andUnknown: (takes: number) => `and ${plural(takes, 'take')} whose price is not known`,
  forTakes: (takes: number, shots: number) => `for ${plural(takes, 'take')} of ${plural(shots, 'shot')}`,
  aTake: 'A take',
  aShot: 'A shot',
  project: 'The project with this',
  fromTo: (least: string, most: string) => (least === most ? least : `${least} to ${most}`),
  line: (takes: number, seconds: string, width: number, height: number) =>
    `${plural(takes, 'take')}, ${seconds}, ${width} x ${height}`,
  seconds: (shortest: string, longest: string) =>
    shortest === longest ? `${shortest} s` : `${shortest} to ${longest} s`,
  otherRate: (rate: number) => `Its clips have ${rate} frames a second, other than the film.`,
  animaticNote: 'Drawn on this computer as a moving sketch of the shot. Free, and needs no connection.',
  tooShort: (numbers: readonly number[], title: string) =>
    `${shotsNamed(numbers)}: longer than these takes of ${title} will be, so they will not fill their places.`,
  nothing: 'There is no shot to make takes for here.',

  noPlan: (numbers: readonly number[]) =>
    `${shotsNamed(numbers)}: without a place in the song nobody knows how long a take must be.`,
  unknownModel: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: there is no model called ${model}. Choose another one.`,
  notServed: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: nobody makes takes with ${model}. Choose another model.`,
  retired: (numbers: readonly number[], model: string, onDay: string, successor: string | null) =>
    `${shotsNamed(numbers)}: ${model} was shut down on ${onDay}. ${successor === null ? 'Choose another model.' : `The next one is ${successor}.`}`,
  needsPicture: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: ${model} begins from a picture. Choose a model that works from words alone, or hand a picture on at the seam.`,
  needsFirstToo: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: ${model} ends on a picture only where it begins on one. Hand one on at the seam before, choose another model, or ask with open seams.`,
  needsLastToo: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: ${model} needs a picture to end on. Hand one back at the seam after, or choose another model.`,
  noFirstFrame: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: ${model} cannot begin on the picture that is handed on. Choose a model that can, or ask with open seams.`,
  noLastFrame: (numbers: readonly number[], model: string) =>
    `${shotsNamed(numbers)}: ${model} cannot end on the picture that is handed back. Choose a model that can, or ask with open seams.`,
  tooManyVariations: (numbers: readonly number[]) =>
    `${shotsNamed(numbers)}: written in more variations than are asked for at once. Take some alternatives out of the braces.`,
  noKey: (service: string) => `${service} needs a key before it can be asked.`,
  toServices: 'Open Services',

  unclear: (numbers: readonly number[]) =>
    `${shotsNamed(numbers)}: something in the words is not right yet, and would be sent as it stands. Treatment shows it, in What is sent.`,

  noCap: 'No cap yet: nothing paid goes out',
  noCapBody: 'Say what this project may cost at most. Until then, what you ask for waits.',
  left: (cap: string, left: string) => `Of the cap of ${cap}, ${left} is left after this.`,
  leftBeforeBill: (cap: string, left: string) =>
    `Of the cap of ${cap}, ${left} is left after this, less what is billed for what has no known price.`,
  held: (held: number, takes: number) =>
    held === takes
      ? `The cap has no room for this: ${takes === 1 ? 'the take waits' : `all ${takes} takes wait`} until it is raised.`
      : `The cap has no room for all: ${held} of ${takes} takes wait until it is raised.`,

  notHeard:
    'The studio did not answer, so the takes may or may not be asked for. Look into the Outbox before you ask again.',
  makeNow: (takes: number) => `Make ${plural(takes, 'take')}`,
  /** `waits`: what some of them wait for, in a sentence. */
  asked: (takes: number, price: string | null, waits: string | null) => {
    const come = waits ?? (takes === 1 ? 'It comes by itself.' : 'They come by themselves.')
    return `${plural(takes, 'take')} ${takes === 1 ? 'is' : 'are'} asked for${price === null ? '' : ` at ${price}`}. ${come}`
  },
  askedHeld: (takes: number, price: string, held: number, waits: string | null) =>
    `${plural(takes, 'take')} ${takes === 1 ? 'is' : 'are'} asked for at ${price}. ${held === takes ? (takes === 1 ? 'It waits' : 'They wait') : `${held} of them wait`} until the cap has room for ${held === 1 ? 'it' : 'them'}.${waits === null ? '' : ` ${waits}`}`,
} as const
