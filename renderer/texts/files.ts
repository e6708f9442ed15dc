/** The window's own picker, for a browser, which has none for this machine's files. */
export const filesTexts = {
  up: 'Folder above',
  folder: 'Folder',
  places: 'Places',
  inFolder: 'In this folder',
  find: 'Find in this folder',
  name: 'Name',
  open: 'Open',
  chooseFolder: 'Choose this folder',
  save: 'Save here',
  chosen: (count: number) => (count === 0 ? '' : count === 1 ? '1 chosen' : `${count} chosen`),
  empty: 'Nothing here that fits.',
  notFound: 'Nothing here is called that.',
  cutOff: 'There is more in this folder. Type a part of the name to find it.',
  notTakenIn: (name: string) => `${name} could not be taken in. Try again.`,
  noText: (name: string) => `${name} is not a text. Save it as plain text, Markdown, CSV or JSON.`,
  reloaded: 'The window had to start again. Everything you had done is here.',
} as const
