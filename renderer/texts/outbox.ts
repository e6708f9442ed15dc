import type { OutboxGroup } from '#model/contract/outbox-contract.ts'
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
  onlineBody: 'The animatic is drawn on this computer and needs no connection.',
  offlineTitle: (since: string | null) => (since === null ? 'Offline' : `Offline since ${since}`),
  offlineBody:
    'Everything but asking a service works. The animatic is drawn on this computer, so its takes are made all the same.',
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
  again: 'Try again',
  wasNotSent: 'It was not sent: ask again',
  drop: 'Drop',
  dropName: (what: string) => `Drop the request for ${what}`,
  forget: 'Leave it',
  editPrompt: 'Edit prompt',
  dropAll: 'Drop all',
  dropAllOf: (group: string) => `Drop all: ${group}`,
  againAll: 'Try all again',
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
