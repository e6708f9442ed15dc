import { askingTexts } from './texts/asking.ts'
import { commandTexts } from './texts/commands.ts'
import { dailiesTexts } from './texts/dailies.ts'
import { editTexts } from './texts/edit.ts'
import { filesTexts } from './texts/files.ts'
import { frameTexts, healthTexts, keySheetTexts, paletteTexts, sectionTexts, uiTexts } from './texts/frame.ts'
import { libraryTexts } from './texts/library.ts'
import { lookTestTexts } from './texts/look-tests.ts'
import { moneyTexts } from './texts/money.ts'
import { outboxTexts } from './texts/outbox.ts'
import { playbackTexts } from './texts/playback.ts'
import { remakeTexts } from './texts/remake.ts'
import { renderTexts } from './texts/render.ts'
import { servicesTexts } from './texts/services.ts'
import { seamBindingsTexts } from './texts/seam-bindings.ts'
import { seamsTexts } from './texts/seams.ts'
import { settingsTexts } from './texts/settings.ts'
import { songTexts } from './texts/song.ts'
import { takeHistoryTexts } from './texts/take-history.ts'
import { takesTexts } from './texts/takes.ts'
import { treatmentTexts } from './texts/treatment.ts'

/** Every word the window says, in one place. Functions where a number or a name belongs inside. */
export const texts = {
  studio: 'Flythrough Studio',

  asking: askingTexts,
  commands: commandTexts,
  dailies: dailiesTexts,
  edit: editTexts,
  files: filesTexts,
  frame: frameTexts,
  health: healthTexts,
  keySheet: keySheetTexts,
  library: libraryTexts,
  lookTests: lookTestTexts,
  money: moneyTexts,
  outbox: outboxTexts,
  palette: paletteTexts,
  playback: playbackTexts,
  remake: remakeTexts,
  render: renderTexts,
  seamBindings: seamBindingsTexts,
  seams: seamsTexts,
  sections: sectionTexts,
  services: servicesTexts,
  settings: settingsTexts,
  song: songTexts,
  takeHistory: takeHistoryTexts,
  takes: takesTexts,
  treatment: treatmentTexts,
  ui: uiTexts,

  failure: {
    title: 'The library could not be opened',
    noAnswer: 'The studio does not answer. Close it and start it again: nothing you made is lost.',
    noAnswerInBrowser:
      'The studio does not answer. If it was stopped, start it again and open the new link it prints: nothing you made is lost.',
    old: 'What you see may be out of date.',
    notKept: (count: number) =>
      count === 1
        ? 'The studio did not answer, so what you did last may not be kept. Do it again when it is back.'
        : `The studio did not answer, so the last ${count} things you did may not be kept. Do them again when it is back.`,
    again: 'Do again',
    bug: 'Something went wrong inside the studio. Nothing you made is lost.',
    restGoesOn: 'The other screens go on.',
    reload: 'Start the window again',
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
