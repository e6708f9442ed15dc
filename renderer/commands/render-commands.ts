import { texts } from '../texts.ts'
import type { CommandInfo } from './command.ts'

const { groups } = texts.commands
const { commands, presetNames } = texts.render

/** What can be done with films. */
export const RENDER_COMMANDS = {
  'render.start': { place: 'render', group: groups.render, title: commands.start },
  'render.stop': { place: 'render', group: groups.render, title: commands.stop },
  'render.folder': { place: 'render', group: groups.render, title: commands.folder },
  'render.preset.youtube-1080p': preset('youtube-1080p'),
  'render.preset.youtube-4k': preset('youtube-4k'),
  'render.preset.master': preset('master'),
  'render.preset.review': preset('review'),
  'render.preset.draft': preset('draft'),
} as const satisfies Record<string, CommandInfo>

function preset(name: keyof typeof presetNames): CommandInfo {
  return { place: 'render', group: groups.render, title: commands.choosePreset(presetNames[name]) }
}
