/** Looks that are tried on a few shots beside each other. */
export const lookTestTexts = {
  title: 'Try looks',
  hint: 'Up to four looks on up to three shots. Circle a take, and its look is the film’s.',
  start: 'Try looks on a few shots',
  noShots: 'Looks are tried on shots. Write some first.',
  look: (index: number) => `Look ${index + 1}`,
  addLook: 'One more look',
  removeLook: (index: number) => `Take look ${index + 1} away`,
  triedOn: (index: number) => ['Tried on', 'And on', 'And on'][index] ?? 'And on',
  ask: (takes: number | null) => (takes === null ? 'Make takes' : takes === 1 ? 'Make 1 take' : `Make ${takes} takes`),
  asked: (takes: number) => `${takes} takes asked for. They come here by themselves, and stand on the Board in Takes.`,
  newest: 'The newest looks beside each other',
  inUse: 'in use',
  choose: (index: number, shot: number) => `Circle look ${index + 1} of shot ${shot}`,
  chooseShort: 'Circle',
  nothingMore: 'Only what all of them have',
} as const
