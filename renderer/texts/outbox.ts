import { assertNever } from '#model/assert-never.ts'
import type { OutboxGroup, OutboxRow } from '#model/contract/outbox-contract.ts'
import type { Hold, OwingShot } from '#model/hold.ts'
import type { RequestState } from '#model/request.ts'

const GROUPS: Readonly<Record<OutboxGroup, string>> = {
  needsYou: 'Needs you',
  running: 'Running',
  waiting: 'Waiting',
  done: 'Done',
}

const STATES: Readonly<Record<RequestState, string>> = {
  queued: 'Waiting',
  sending: 'Sending',
  accepted: 'Accepted',
  running: 'Running',
  downloading: 'Fetching',
  checking: 'Checking',
  ready: 'Ready',
  failed: 'Failed',
  refused: 'Refused',
  uncertain: 'Not sure it was sent',
  cancelled: 'Dropped',
}

type Trouble = Extract<Hold, { kind: 'trouble' }>

const TROUBLES: Readonly<Record<Trouble['trouble'], (service: string) => string>> = {
  unreachable: service => `${service} does not answer`,
  busy: service => `${service} is busy`,
  down: service => `${service} has trouble`,
  credit: service => `The account at ${service} is empty`,
}

/** What a shot lacks to hand its picture on, and what to do. */
const OWING: Readonly<Record<OwingShot['lacks'], (shot: OwingShot) => string>> = {
  take: ({ number }) => `Waits for shot ${number}: circle a take of it`,
  place: ({ number }) => `Waits for shot ${number}: give it a place in the song`,
  shot: ({ what }) => `The shot beside it was deleted: undo that, or drop this (${what})`,
}

/** Why a request waits, in a few words. `time` tells the time of day. */
function holdWords(hold: Hold, service: string, time: (atMs: number) => string): string {
  switch (hold.kind) {
    case 'not-served':
      return hold.why === 'retired' ? 'Its model was shut down' : `${service} is not set up here`
    case 'waits-for-neighbour':
      return hold.shot === null ? 'Reading the picture it begins or ends on' : OWING[hold.shot.lacks](hold.shot)
    case 'offline':
      return 'Offline'
    case 'needs-key':
      return `${service} needs a key`
    case 'trouble': {
      const words = TROUBLES[hold.trouble](service)
      return hold.untilMs === null ? words : `${words}, tried again at ${time(hold.untilMs)}`
    }
    case 'retry':
      return `Tried again at ${time(hold.atMs)}`
    case 'no-cap':
      return 'No cap is set'
    case 'over-cap':
      return 'Over the cap'
    case 'turn':
      return hold.before === 0 ? 'Next to go out' : `${hold.before} before it`
    default:
      return assertNever(hold)
  }
}

/** What is to be done about a reason, where its service has said nothing better. */
const HOLD_BODIES: Readonly<Record<Hold['kind'], string>> = {
  'not-served': 'Drop what waits for it, and ask another model.',
  'waits-for-neighbour': 'It begins or ends on a picture of that shot.',
  offline: 'It goes out by itself when there is a connection.',
  'needs-key': 'It goes out as soon as there is one.',
  trouble: 'Nothing is lost: it goes out when the service takes it.',
  retry: '',
  'no-cap': 'Nothing that costs money goes out until you say how much may be spent.',
  'over-cap': 'It goes out when the cap is raised.',
  turn: '',
}

const CANCEL_BILLING: Readonly<Record<OutboxRow['cancelBilling'], (service: string) => string>> = {
  nothing: () => 'Nothing is billed for it.',
  'if-begun': service => `If ${service} had begun it, it may still be billed.`,
  unsaid: service => `${service} may still bill it.`,
}

/** What asking again comes to; `price` is null where nobody knows it. */
function againCosts(again: OutboxRow['again'], price: string | null): string {
  if (again === 'free') return ''
  if (again === 'costs-once') return price === null ? 'Costs what the service asks for it.' : `Costs about ${price}.`
  const cost = price === null ? '' : `, about ${price}`
  return `First looks at the job it had. If that gave no clip, another is made and may be billed a second time${cost}.`
}

export const outboxTexts = {
  title: 'Outbox',
  online: 'Online',
  offline: 'Offline',
  /** In their place while the studio itself does not answer. */
  noAnswer: 'No answer',
  /** Read out behind the numbers of the pill. */
  onTheWay: 'on the way',
  needYou: 'need you',
  /** On the pill, while this machine's own trouble keeps everything waiting. */
  held: 'Held',
  onlineTitle: 'Online',
  onlineBody: 'What waits goes out by itself. The animatic is drawn on this computer and needs no connection.',
  offlineTitle: (since: string | null) => (since === null ? 'Offline' : `Offline since ${since}`),
  offlineBody:
    'What is asked of a service is kept, and goes out by itself when there is a connection. The animatic is drawn on this computer all the same.',
  trouble: 'Nothing is made just now',
  troubleBody: (reason: string) => `${reason} What is asked for is kept, and goes on by itself.`,
  groups: GROUPS,
  states: STATES,
  failedWith: (state: string, why: string) => `${state}: ${why}`,
  asked: (model: string, seconds: string, number: number) => `${model}, ${seconds} s, take ${number}`,
  percent: (percent: number) => `${percent} %`,
  tryNumber: (number: number) => `try ${number}`,
  retryAt: (time: string) => `tried again at ${time}`,
  shot: (number: number, what: string) => `${number}  ${what}`,
  hold: holdWords,
  holdBodies: HOLD_BODIES,
  waitFor: (words: string, count: number) => (count === 1 ? `${words}: 1 waits` : `${words}: ${count} wait`),
  ofProject: (words: string, project: string) => `${words}, ${project}`,
  openMoney: 'Open Money',
  addKey: 'Add the key',
  tryNow: 'Try now',
  tryNowName: (service: string) => `Try now: ${service}`,
  looking: 'Looking whether it arrived',
  queuedThere: (before: number, service: string) =>
    before === 0 ? `Next at ${service}` : `${before} before it at ${service}`,
  first: 'Goes first',
  sendFirst: 'Send first',
  sendFirstName: (what: string) => `Send first: ${what}`,
  sendInTurn: 'Send in its turn',
  sendInTurnName: (what: string) => `Send in its turn: ${what}`,
  choose: (what: string) => `Choose ${what}`,
  chosen: (count: number) => `${count} chosen`,
  chosenBar: 'The chosen requests',
  inTheirTurn: 'In their turn',
  chooseNone: 'Choose none',
  price: (dollars: string, isBilled: boolean) => (isBilled ? dollars : `about ${dollars}`),
  noPrice: 'price not known',
  waitingPrice: (dollars: string, unpriced: number) =>
    unpriced === 0 ? `about ${dollars}` : `about ${dollars}, and ${unpriced} of unknown price`,
  again: 'Ask again',
  againCosts,
  lookAgain: 'Look again',
  wasNotSent: 'It was not: send again',
  sentTwice: (price: string | null) =>
    price === null
      ? 'If it was sent after all, sending it again may be billed twice.'
      : `If it was sent after all, sending it again is billed twice: about ${price} each.`,
  drop: 'Drop',
  dropName: (what: string) => `Drop the request for ${what}`,
  dropMayCost: (drop: string, billing: string) => `${drop}. ${billing}`,
  dropped: (billing: string) => `Dropped. ${billing}`,
  cancelBilling: CANCEL_BILLING,
  forget: 'It was: leave it',
  wasSent: 'It was: go on with it…',
  foundTitle: 'Go on with what was sent',
  foundBody: (service: string) =>
    `${service} shows an id with all that it makes, on its page or in its log. With that the take comes as if nothing had happened, and is not paid for again.`,
  jobId: (service: string) => `Id at ${service}`,
  goOn: 'Go on with it',
  asking: (service: string) => `Asking ${service}…`,
  editPrompt: 'Edit prompt',
  dropAll: 'Drop all',
  dropAllOf: (group: string) => `Drop all: ${group}`,
  againAll: (count: number) => `Ask ${count} again`,
  empty: 'Nothing is on its way',
  emptyBody: 'What you ask for in Takes stands here until it is made.',
  note: 'A request is written to disk before it is sent.',
  onlyThis: 'This project',
  everything: 'All projects',
  scope: 'Which requests',
  list: 'Requests',
  minutesLeft: (minutes: number) => (minutes <= 1 ? 'under a minute left' : `${minutes} min left`),
  secondsLeft: (seconds: number) => `${seconds} s left`,
} as const
