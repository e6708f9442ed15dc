import { texts } from '../texts.ts'
import type { CommandInfo } from './command.ts'

const { groups } = texts.commands
const { commands } = texts.treatment

/** What can be done with the treatment. */
export const TREATMENT_COMMANDS = {
  'treatment.showStory': { place: 'treatment', group: groups.table, title: commands.showStory },
  'treatment.showLook': { place: 'treatment', group: groups.table, title: commands.showLook },
  'treatment.showShots': { place: 'treatment', group: groups.table, title: commands.showShots },
  'treatment.paste': { place: 'treatment', group: groups.table, title: commands.paste },
  'treatment.copyBrief': { place: 'treatment', group: groups.table, title: commands.copyBrief },
  'treatment.readAnswer': { place: 'treatment', group: groups.table, title: commands.readAnswer },
  'treatment.insert': { place: 'treatment', group: groups.table, title: commands.insert },
  'treatment.insertAbove': { place: 'treatment', group: groups.table, title: commands.insertAbove },
  'treatment.fillDown': { place: 'treatment', group: groups.table, title: commands.fillDown },
  'treatment.moveUp': { place: 'treatment', group: groups.table, title: commands.moveUp },
  'treatment.moveDown': { place: 'treatment', group: groups.table, title: commands.moveDown },
  'treatment.split': { place: 'treatment', group: groups.table, title: commands.split },
  'treatment.merge': { place: 'treatment', group: groups.table, title: commands.merge },
  'treatment.duplicate': { place: 'treatment', group: groups.table, title: commands.duplicate },
  'treatment.delete': { place: 'treatment', group: groups.table, title: commands.delete },
  'treatment.plan': { place: 'treatment', group: groups.table, title: commands.plan },
  'treatment.make': { place: 'treatment', group: groups.table, title: commands.make },
  'treatment.selectAll': { place: 'treatment', group: groups.table, title: commands.selectAll },
} as const satisfies Record<string, CommandInfo>
