import { texts } from '../texts.ts'
import type { CommandInfo } from './command.ts'

const { groups } = texts.commands
const { commands } = texts.takes

/** What can be done with takes. */
export const TAKES_COMMANDS = {
  'takes.keep': { place: 'takes', group: groups.judge, title: commands.keep },
  'takes.reject': { place: 'takes', group: groups.judge, title: commands.reject },
  'takes.clear': { place: 'takes', group: groups.judge, title: commands.clear },
  'takes.circle': { place: 'takes', group: groups.judge, title: commands.circle },
  'takes.autoNext': { place: 'takes', group: groups.judge, title: commands.autoNext },
  'takes.note': { place: 'takes', group: groups.judge, title: commands.note },
  'takes.stars0': { place: 'takes', group: groups.judge, title: commands.stars(0) },
  'takes.stars1': { place: 'takes', group: groups.judge, title: commands.stars(1) },
  'takes.stars2': { place: 'takes', group: groups.judge, title: commands.stars(2) },
  'takes.stars3': { place: 'takes', group: groups.judge, title: commands.stars(3) },
  'takes.stars4': { place: 'takes', group: groups.judge, title: commands.stars(4) },
  'takes.stars5': { place: 'takes', group: groups.judge, title: commands.stars(5) },
  'takes.trash': { place: 'takes', group: groups.judge, title: commands.trash },
  'takes.left': { place: 'takes', group: groups.look, title: commands.left },
  'takes.right': { place: 'takes', group: groups.look, title: commands.right },
  'takes.up': { place: 'takes', group: groups.look, title: commands.up },
  'takes.down': { place: 'takes', group: groups.look, title: commands.down },
  'takes.first': { place: 'takes', group: groups.look, title: commands.first },
  'takes.last': { place: 'takes', group: groups.look, title: commands.last },
  'takes.extendLeft': { place: 'takes', group: groups.look, title: commands.extendLeft },
  'takes.extendRight': { place: 'takes', group: groups.look, title: commands.extendRight },
  'takes.selectAll': { place: 'takes', group: groups.look, title: commands.selectAll },
  'takes.grid': { place: 'takes', group: groups.look, title: commands.grid },
  'takes.large': { place: 'takes', group: groups.look, title: commands.large },
  'takes.difference': { place: 'takes', group: groups.look, title: commands.difference },
  'takes.hideRejected': { place: 'takes', group: groups.look, title: commands.hideRejected },
  'takes.putInCut': { place: 'takes', group: groups.look, title: commands.putInCut },
  'takes.showInEdit': { place: 'takes', group: groups.look, title: commands.showInEdit },
  'takes.make': { place: 'takes', group: groups.look, title: commands.make },
  'takes.import': { place: 'takes', group: groups.look, title: commands.import },
  'takes.escape': { place: 'takes', group: groups.look, title: commands.escape },
} as const satisfies Record<string, CommandInfo>
