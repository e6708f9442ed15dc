import { commandTexts } from './texts/commands.ts'
import { editTexts } from './texts/edit.ts'
import { filesTexts } from './texts/files.ts'
import { frameTexts, keySheetTexts, paletteTexts, sectionTexts, uiTexts } from './texts/frame.ts'
import { outboxTexts } from './texts/outbox.ts'
import { playbackTexts } from './texts/playback.ts'
import { renderTexts } from './texts/render.ts'
import { settingsTexts } from './texts/settings.ts'
import { songTexts } from './texts/song.ts'
import { takesTexts } from './texts/takes.ts'
import { treatmentTexts } from './texts/treatment.ts'

/** Every word the window says, in one place. Functions where a number or a name belongs inside. */
export const texts = {
  studio: 'Flythrough Studio',

  commands: commandTexts,
  edit: editTexts,
  files: filesTexts,
  frame: frameTexts,
  keySheet: keySheetTexts,
  outbox: outboxTexts,
  palette: paletteTexts,
  playback: playbackTexts,
  render: renderTexts,
  sections: sectionTexts,
  settings: settingsTexts,
  song: songTexts,
  takes: takesTexts,
  treatment: treatmentTexts,
  ui: uiTexts,

  library: {
    title: 'Library',
    documentTitle: 'Library - Flythrough Studio',
    loading: 'Opening the library',
    projectCount: (count: number) =>
      count === 0 ? 'No projects yet' : count === 1 ? '1 project' : `${count} projects`,
    projects: 'Projects',
    noSong: 'No song yet',
    noArtist: 'Artist not named',
    noShots: 'No shots yet',
    circled: (circled: number, shots: number) => `${circled} of ${shots} circled`,
    lastOpened: (ago: string) => `Last opened ${ago}`,
    length: (length: string) => `Length ${length}`,
    newProject: 'New project',
  },

  empty: {
    title: 'Start with a song',
    body: 'Your music videos will stand here. Give the studio a song and a list of prompts, one shot a line; it cuts the first film on the beat. Nothing leaves this machine.',
    step: 'In a terminal, in the studio’s folder:',
  },

  makeCommand: {
    label: 'Command that makes a project',
    text: 'npm run -s flythrough -- make --song song.mp3 --treatment prompts.txt --out film.mp4',
    copy: 'Copy',
    copied: 'Copied',
    copyName: 'Copy the command',
  },

  failure: {
    title: 'The library could not be opened',
    noAnswer: 'The studio does not answer. Close it and start it again: nothing you made is lost.',
    noAnswerInBrowser:
      'The studio does not answer. If it was stopped, start it again and open the new link it prints: nothing you made is lost.',
    old: 'What you see may be out of date.',
    bug: 'Something went wrong inside the studio. Nothing you made is lost.',
    retry: 'Try again',
  },

  ago: {
    justNow: 'just now',
    minutes: (count: number) => `${count} min ago`,
    hours: (count: number) => `${count} h ago`,
    yesterday: 'yesterday',
    days: (count: number) => `${count} days ago`,
  },
} as const
