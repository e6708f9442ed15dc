import { texts } from '../texts.ts'
import type { CommandInfo } from './command.ts'

const { groups } = texts.commands
const { commands } = texts.song

/** What can be done with a song. */
export const SONG_COMMANDS = {
  'song.loop': { place: 'song', group: groups.play, title: commands.loop },
  'song.click': { place: 'song', group: groups.play, title: commands.click },
  'song.beatBack': { place: 'song', group: groups.play, title: commands.beatBack },
  'song.beatOn': { place: 'song', group: groups.play, title: commands.beatOn },
  'song.barBack': { place: 'song', group: groups.play, title: commands.barBack },
  'song.barOn': { place: 'song', group: groups.play, title: commands.barOn },
  'song.sectionBack': { place: 'song', group: groups.play, title: commands.sectionBack },
  'song.sectionOn': { place: 'song', group: groups.play, title: commands.sectionOn },
  'song.nextDoubt': { place: 'song', group: groups.song, title: commands.nextDoubt },
  'song.doubtBefore': { place: 'song', group: groups.song, title: commands.doubtBefore },
  'song.keepDoubt': { place: 'song', group: groups.song, title: commands.keepDoubt },
  'song.tap': { place: 'song', group: groups.song, title: commands.tap },
  'song.halve': { place: 'song', group: groups.song, title: commands.halve },
  'song.double': { place: 'song', group: groups.song, title: commands.double },
  'song.one': { place: 'song', group: groups.song, title: commands.one },
  'song.beatHere': { place: 'song', group: groups.song, title: commands.beatHere },
  'song.nudgeBack': { place: 'song', group: groups.song, title: commands.nudgeBack },
  'song.nudgeOn': { place: 'song', group: groups.song, title: commands.nudgeOn },
  'song.nudgeBackFine': { place: 'song', group: groups.song, title: commands.nudgeBackFine },
  'song.nudgeOnFine': { place: 'song', group: groups.song, title: commands.nudgeOnFine },
  'song.split': { place: 'song', group: groups.song, title: commands.split },
  'song.merge': { place: 'song', group: groups.song, title: commands.merge },
  'song.rename': { place: 'song', group: groups.song, title: commands.rename },
  'song.forget': { place: 'song', group: groups.song, title: commands.forget },
  'song.forgetSections': { place: 'song', group: groups.song, title: commands.forgetSections },
  'song.replace': { place: 'song', group: groups.song, title: commands.replace },
  'song.zoomIn': { place: 'song', group: groups.look, title: commands.zoomIn },
  'song.zoomOut': { place: 'song', group: groups.look, title: commands.zoomOut },
  'song.fit': { place: 'song', group: groups.look, title: commands.fit },
  'song.markIn': { place: 'song', group: groups.marks, title: commands.markIn },
  'song.markOut': { place: 'song', group: groups.marks, title: commands.markOut },
  'song.unmark': { place: 'song', group: groups.marks, title: commands.unmark },
} as const satisfies Record<string, CommandInfo>
