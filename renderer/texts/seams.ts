const firstFrames = (count: number): string => (count === 1 ? 'The first frame' : `The first ${count} frames`)
const frames = (count: number): string => (count === 1 ? '1 frame' : `${count} frames`)

/** Between two shots there may be a bridge, which has no number. */
const shotOrBridge = (shot: number | null): string => (shot === null ? 'the bridge' : `${shot}`)

/** The words for how takes meet at cuts. */
export const seamsTexts = {
  into: (shot: number) => `Seam with ${shot}`,
  intoFirst: 'Seam with the clip before',
  out: (shot: number) => `Seam into ${shot}`,
  outFirst: 'Seam into the clip after',
  lights: { way: 'Way', speed: 'Speed', light: 'Light', colour: 'Colour' },
  levels: { good: 'good', fair: 'fair', poor: 'poor', unknown: 'not seen' },
  joins: (lights: string) => `seam before it: ${lights}`,
  light: (name: string, level: string) => `${name.toLowerCase()} ${level}`,
  figure: (name: string, figure: string) => `${name} ${figure}`,
  likeness: 'Likeness',
  alike: (percent: number) => `${percent} %`,
  notSeen: 'not seen',
  same: 'the same',
  bothStand: 'both stand',
  faults: { stall: 'slows at the cut', repeat: 'stands at the cut', flash: 'flashes' },
  oneStands: 'one side stands',
  degrees: (degrees: number) => `${degrees}° apart`,
  faster: (times: string) => `${times} times as fast`,
  slower: (percent: number) => `slows to ${percent} %`,
  brighter: (percent: number) => `${percent} % brighter`,
  darker: (percent: number) => `${percent} % darker`,
  colourOff: (percent: number) => `${percent} % off`,
  flash: {
    bright: (count: number) => `${firstFrames(count)} ${count === 1 ? 'flashes' : 'flash'}`,
    dark: (count: number) => `${firstFrames(count)} ${count === 1 ? 'is' : 'are'} dark`,
    colour: (count: number) => `${firstFrames(count)} ${count === 1 ? 'has' : 'have'} another colour`,
  },
  standsBefore: (count: number) => `Stands for ${frames(count)} before the cut`,
  standsAfter: (count: number) => `Stands for ${frames(count)} after the cut`,
  slowsBefore: (percent: number) => `Slows to ${percent} % before the cut`,
  slowsAfter: (percent: number) => `Begins at ${percent} % of its speed`,
  repeated: 'The first frame shows the last one again',
  coming: 'Being measured',
  why: {
    dissolve: 'A dissolve: one picture goes through the other, so the seam is not measured.',
    dip: 'A dip to black: nothing meets, so the seam is not measured.',
    'no-take': 'A take is missing on one side.',
    still: 'A still stands on one side, so the seam is not measured.',
  },
  whyShort: { dissolve: 'Dissolve', dip: 'Dip to black', 'no-take': 'A take is missing', still: 'Still' },
  last: 'Last frame',
  first: 'First frame',
  pictureGone: 'This frame cannot be shown.',

  ofTake: 'How it joins',
  before: (shot: number | null, take: number | null) =>
    take === null ? `After ${shotOrBridge(shot)}` : `After ${shotOrBridge(shot)}, take ${take}`,
  after: (shot: number | null, take: number | null) =>
    take === null ? `Before ${shotOrBridge(shot)}` : `Before ${shotOrBridge(shot)}, take ${take}`,
  best: 'Joins best',
  noNeighbours: 'No shot stands beside it yet.',

  strip: 'Seams',
  stripOf: { film: 'Whole film', shot: 'This shot' },
  scope: 'Which seams',
  pair: (before: number | null, after: number | null) =>
    [before, after].map(shot => (shot === null ? 'bridge' : `${shot}`)).join(' to '),
  pairName: (before: number | null, after: number | null, told: string) =>
    `${before === null ? 'The bridge' : `Shot ${before}`} to ${shotOrBridge(after)}: ${told}`,
  counts: (poor: number, fair: number) =>
    poor + fair === 0 ? 'All joins are good' : [`${poor} poor`, `${fair} fair`].slice(poor > 0 ? 0 : 1).join(', '),
  measuring: (done: number, total: number) => `Measured ${done} of ${total}`,
  worst: 'Next worst',
  showInEdit: 'Show in Edit',
  close: 'Close the seams',
  none: 'There are no seams yet: the shots need places in the song, and takes.',
} as const
