import type { Binding } from '#model/seam/binding.ts'

const takes = (count: number): string => (count === 1 ? '1 take' : `${count} takes`)

const NAMES: Readonly<Record<Binding, string>> = {
  open: 'Open',
  'handed-on': 'Handed on',
  'handed-back': 'Handed back',
  bridge: 'Bridge',
}

const SAID: Readonly<Record<Binding, (before: number) => string>> = {
  open: before => `Made from its words alone, whatever shot ${before} shows.`,
  'handed-on': before => `Begins on the picture that the film leaves shot ${before} on.`,
  'handed-back': before => `Shot ${before} ends on the picture that the film enters this one with.`,
  bridge: before =>
    `A short take lies over the cut from shot ${before} and makes it one move. The film stays as long as it is.`,
}

/** The words for how shots that follow each other are bound. */
export const seamBindingsTexts = {
  title: 'Seam before it',
  bound: 'Bound',
  names: NAMES,
  said: (binding: Binding, number: number): string => SAID[binding](number - 1),
  anchor: 'A section starts here, or the cut is pinned: chains begin here unless you bind it by itself.',
  first: 'The film begins with it.',
  through: 'Hand on through this section',
  waiting: (count: number, number: number) =>
    `${count === 1 ? '1 take waits' : `${count} takes wait`} until a take of shot ${number} is circled.`,
  waitingBridge: (count: number) =>
    `${count === 1 ? '1 bridge waits' : `${count} bridges wait`} until both shots have a circled take.`,
  moved: (take: number, pictures: number) =>
    `Take ${take} was made for an older neighbour: its cut moved ${Math.abs(pictures)} f ${pictures > 0 ? 'later' : 'earlier'} since.`,
  otherTake: (take: number) => `Take ${take} was made for an older neighbour: another take is circled there now.`,
  askBridge: (price: string | null) => (price === null ? 'Ask for a bridge' : `Ask for a bridge, ${price}`),
  bridgeAsked: 'A bridge is asked for.',
  layBridge: 'Lay it over the cut',
  bridgeOf: (toNumber: number) =>
    `A bridge from shot ${toNumber - 1} to shot ${toNumber}. Of several, the circled one is laid over the cut.`,
  bridgeUsed: 'The bridge lies over the cut.',
  mark: (binding: Binding, number: number) => `Shot ${number}, seam before it: ${NAMES[binding]}`,
  inAsk: (bound: number, waiting: number) =>
    waiting === 0
      ? `${takes(bound)} ${bound === 1 ? 'begins or ends' : 'begin or end'} on a picture of the shot beside.`
      : waiting === bound
        ? `${takes(bound)} with a bound seam: ${bound === 1 ? 'it waits' : 'each waits'} until a take of the shot beside is circled.`
        : `${takes(bound)} with a bound seam: ${waiting} of them ${waiting === 1 ? 'waits' : 'wait'} until a take of the shot beside is circled.`,
  goOn: (led: number, bound: number) => {
    const who = led === bound ? (bound === 1 ? 'It goes on' : 'Each goes on') : `${led} of them go on`
    return `${who} from the last two seconds before the cut, which the service may bill too.`
  },
  askedWaiting: (waiting: number, takes: number) => {
    const who =
      waiting === takes
        ? takes === 1
          ? 'It waits'
          : 'Each waits'
        : `${waiting} of them ${waiting === 1 ? 'waits' : 'wait'}`
    return `${who} until a take of the shot beside is circled.`
  },
  askOpen: 'Ask with open seams, from words alone',
}
