import type { CheckKind } from '#model/checks/check.ts'
import type { RenderRemedy } from '#model/contract/renders-contract.ts'
import type { PresetName } from '#model/render-presets.ts'

const plural = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-GB')} ${many}`

const PRESETS: Readonly<Record<PresetName, string>> = {
  'youtube-1080p': 'YouTube 1080p',
  'youtube-4k': 'YouTube 4K',
  master: 'Master',
  review: 'Review copy',
  draft: 'Draft',
}

/** What stands in a check list row that is fine, by what was looked at. */
const FINE: Readonly<Record<CheckKind, string>> = {
  'missing-files': 'No missing files',
  'missing-takes': 'Every shot has a take',
  gaps: 'No gaps',
  'held-pictures': 'Every take is long enough',
  'not-chosen': 'Every take is circled',
  'off-beat': 'Every cut is on the beat',
  flashing: 'No flashing',
  'small-pictures': 'Every picture is large enough',
  song: 'Song whole, in sync',
}

const FOUND: Readonly<Record<CheckKind, (count: number) => string>> = {
  'missing-files': count => (count === 1 ? '1 file is missing' : `${count} files are missing`),
  'missing-takes': count => (count === 1 ? '1 shot has no take' : `${count} shots have no take`),
  gaps: count => plural(count, 'gap'),
  'held-pictures': count => (count === 1 ? '1 take is too short' : `${count} takes are too short`),
  'not-chosen': count => `${plural(count, 'clip')} not chosen`,
  'off-beat': count => (count === 1 ? '1 cut is off the beat' : `${count} cuts are off the beat`),
  flashing: count => (count === 1 ? 'Flashing' : `Flashing in ${count} places`),
  'small-pictures': count => (count === 1 ? '1 clip is enlarged' : `${count} clips are enlarged`),
  song: () => 'The cut plays an older song',
}

export const renderTexts = {
  loading: 'Opening the renders',
  emptyTitle: 'There is no cut to render yet',
  emptyBody:
    'Put the takes in their places in Edit. Then the film can be rendered from here, whole or a section of it.',
  toEdit: 'Go to Edit',

  presets: 'Preset',
  atOnce: (preset: string) => `${preset} now`,
  presetNames: PRESETS,
  presetExtras: { draft: 'captions', review: 'number, bar, time' } as Readonly<Partial<Record<PresetName, string>>>,
  size: (width: number, height: number, fps: string) => `${width} × ${height}, ${fps} fps`,
  codecs: { h264: 'H.264', prores: 'ProRes 422 HQ' },
  megabits: (value: number) => `${value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value)} Mb/s`,
  notHere: 'Not on this machine',
  estimating: 'Estimating',

  check: 'Check',
  cut: 'Cut to render',
  toLookAt: (count: number) => `${count} to look at`,
  allFine: 'All fine',
  stops: 'Cannot be rendered so',
  fine: FINE,
  found: FOUND,
  checked: {
    files: (count: number) => `${plural(count, 'original')} here`,
    clips: (count: number) => plural(count, 'clip'),
    cuts: (count: number) => plural(count, 'cut'),
    frames: (count: number) => plural(count, 'frame'),
  },
  shots: (numbers: readonly number[], more: number) =>
    `${numbers.length + more === 1 ? 'Shot' : 'Shots'} ${numbers.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  usesNewest: 'use the newest take',
  at: (time: string, bar: string | null) => (bar === null ? time : `${time}, bar ${bar}`),
  framesLate: (count: number) => `${plural(count, 'frame')} late`,
  framesEarly: (count: number) => `${plural(count, 'frame')} early`,
  framesBlack: (count: number) => `${plural(count, 'frame')} black`,
  framesHeld: (count: number) => `last picture stands ${plural(count, 'frame')}`,
  flashes: (perSecond: number, most: number) => `${perSecond} flashes a second, ${most} are safe`,
  looking: 'Looking for flashing',
  percent: (share: number) => `${Math.floor(share * 100)} %`,
  notLooked: 'Flashing is not looked for',
  enlarged: (percent: number) => `enlarged by ${percent} %`,
  shot: (number: number) => `Shot ${number}`,
  showPlaces: (what: string) => `Where: ${what}`,
  actions: { choose: 'Choose', show: 'Show', make: 'Make', find: 'Find' },
  morePlaces: (count: number) => `and ${count} more`,

  range: 'Range',
  wholeFilm: 'Whole film',
  inToOut: 'In to out',
  rangeLength: (name: string, length: string) => `${name}, ${length}`,
  captions: 'Captions',
  captionsOn: 'on',
  captionsOff: 'off',
  ready: 'Ready',
  piecesReady: (ready: number, all: number) => `${ready} of ${plural(all, 'piece')}`,
  to: 'To',
  changeFolder: 'Change the folder for finished films',
  chooseFolder: 'Where shall finished films go?',
  render: 'Render',
  renderDetail: (size: string, time: string) => `${size}, about ${time}`,

  queue: 'Queue',
  queueEmpty: 'Nothing is being rendered. Films you render wait here for their turn, and go on after a restart.',
  renderOf: (preset: string, cut: string, section: string | null) =>
    section === null ? `${preset}, ${cut}` : `${preset}, ${cut}, ${section}`,
  film: 'Film',
  percentLeft: (percent: number, left: string | null) =>
    left === null ? `${percent} %` : `${percent} %, ${left} left`,
  pieceOf: (piece: number, pieces: number) => `Piece ${piece} of ${pieces}`,
  framesOf: (done: string, total: string) => `${done} of ${total} frames`,
  speed: (framesPerSecond: number) => `${framesPerSecond} frames/s`,
  steps: { joining: 'Joining the pieces', checking: 'Checking the file' },
  elsewhere: 'Being rendered',
  begins: 'Waits to begin',
  waits: 'Waits for the one above',
  stop: (name: string) => `Stop ${name}`,
  piecesName: (name: string) => `Pieces of ${name}`,

  finished: 'Finished',
  finishedNote: 'files stay until you delete them',
  finishedEmpty: 'Finished films stand here with what was verified of them.',
  verified: (seconds: string, frames: string, frameOff: number) =>
    `Verified: ${seconds} s, ${frames} frames, in sync within ${plural(Math.max(1, frameOff), 'frame')}`,
  verifiedSilent: (seconds: string, frames: string) => `Verified: ${seconds} s, ${frames} frames, no sound`,
  unverified: 'Rendered',
  gone: 'The file is no longer there',
  failed: 'Failed',
  stopped: 'Stopped',
  details: (parts: readonly string[]) => parts.join(', '),
  checksumShort: (sum: string) => `sha256 ${sum.slice(0, 4)}…${sum.slice(-4)}`,
  pieceReuse: (reused: number, all: number) => `${reused} of ${all} pieces reused`,
  play: (name: string) => `Play ${name}`,
  reveal: 'Reveal',
  open: 'Open',
  save: 'Save a copy',
  checksum: 'Checksum',
  checksumCopied: 'The checksum (sha256) is copied.',
  again: 'Render again',
  kept: 'finished pieces are kept',
  remedies: {
    room: 'Make room',
    folder: 'Choose another folder',
    files: 'Find the files',
    settings: 'Settings',
  } as Readonly<Record<RenderRemedy, string>>,
  remove: (name: string) => `Take ${name} off the list`,

  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  minutesSeconds: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,

  commands: {
    start: 'Render',
    stop: 'Stop the render',
    folder: 'Change the folder for finished films',
    choosePreset: (name: string) => `Preset: ${name}`,
  },
} as const
