/** What stands around every workspace. */
export const frameTexts = {
  documentTitle: (project: string, workspace: string) => `${project}: ${workspace} - Flythrough Studio`,
  heading: (project: string, workspace: string) => `${project}: ${workspace}`,
  workspaces: 'Workspaces',
  backToLibrary: 'Library',
  projectMenu: (title: string) => `${title}, project menu`,
  loadingProject: 'Opening the project',
  search: 'Find a command or a shot',
  keys: 'Keys',
  settings: 'Settings',
  strip: 'The song',
  stripPosition: (time: string, bar: string) => `${time}, ${bar}`,
  noSong: 'No song yet. One is dropped, and heard, on the Song workspace.',
  songUnheard: 'The song has not been heard to its end yet. The Song workspace shows how far it is.',
  bar: (bar: number, beat: number) => `bar ${bar}.${beat}`,
  barOf: (bar: number, beat: number, bars: number) => `bar ${bar}.${beat} of ${bars}`,
  length: (length: string) => length,
  play: 'Play',
  pause: 'Stop',
  resetSample: 'Put the sample back',
  tasks: 'Under way',
  stopTask: 'Stop',
  film: {
    menu: 'Film size and rate…',
    title: 'Film size and rate',
    size: 'Size',
    sizeHint: 'Width x height. Takes asked for and cuts made from now on have it; cuts that are there keep theirs.',
    sizeWrong: 'Two even numbers from 64 to 8192, such as 1920x1080.',
    rate: 'Frames a second',
    rateSaid: (rate: string) => `${rate} fps`,
    rateHint: 'The shots are laid out again at this rate. Cuts that are there keep theirs.',
    save: 'Change',
  },
} as const

/** What may be wrong with the library's disk while the studio is open. */
export const healthTexts = {
  readOnly:
    'This library can be looked at, but not changed: its folder may not be written to. Give yourself the right to, or connect its disk anew.',
  mediaGone:
    'The media folder of this library is gone, or its disk is not there. Connect the disk, or show where the folder is now.',
  missing: (count: number) =>
    count === 1
      ? 'A file of this project is not where it was. All that was done with it is kept.'
      : `${count} files of this project are not where they were. All that was done with them is kept.`,
  full: (left: string) =>
    `The disk of the library is full: ${left} are left. What you made is kept; before more can be made it needs room.`,
  nearlyFull: (left: string) => `The disk of the library is nearly full: ${left} are left.`,
  waysOut: {
    'frame.makeRoom': 'Make room…',
    'frame.findFiles': 'Find the files…',
  },
} as const

export const paletteTexts = {
  title: 'Commands',
  placeholder: 'What do you want to do?',
  nothing: 'Nothing is called that.',
  choose: 'choose',
  run: 'do',
  count: (count: number) => `${count} commands`,
} as const

export const keySheetTexts = {
  title: (screen: string) => `Keys in ${screen}`,
  find: 'Find a key or command',
  footnote: 'Labels show what this keyboard prints. Bare keys never fire in a text field.',
  layout: 'Keys of',
  nothing: 'No key and no command is called that.',
} as const

export const uiTexts = {
  close: 'Close',
  cancel: 'Cancel',
  more: 'More',
  retry: 'Try again',
  clear: 'Clear',
  loading: 'One moment',
} as const

export const sectionTexts = {
  intro: 'Intro',
  verse: 'Verse',
  chorus: 'Chorus',
  bridge: 'Bridge',
  drop: 'Drop',
  break: 'Break',
  outro: 'Outro',
} as const
