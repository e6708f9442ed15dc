import { texts } from '../texts.ts'
import type { CommandInfo } from './command.ts'

const { groups, frame } = texts.commands

/** What can be done on every screen, and on every screen of a project. */
export const FRAME_COMMANDS = {
  'go.library': { place: 'everywhere', group: groups.goTo, title: frame.library },
  'go.song': { place: 'project', group: groups.goTo, title: frame.song },
  'go.treatment': { place: 'project', group: groups.goTo, title: frame.treatment },
  'go.takes': { place: 'project', group: groups.goTo, title: frame.takes },
  'go.edit': { place: 'project', group: groups.goTo, title: frame.edit },
  'go.render': { place: 'project', group: groups.goTo, title: frame.render },
  'frame.palette': { place: 'everywhere', group: groups.everywhere, title: frame.palette },
  'frame.keys': { place: 'everywhere', group: groups.everywhere, title: frame.keys },
  'frame.settings': { place: 'everywhere', group: groups.everywhere, title: frame.settings },
  'frame.services': { place: 'everywhere', group: groups.everywhere, title: frame.services },
  'frame.outbox': { place: 'everywhere', group: groups.everywhere, title: frame.outbox },
  'frame.money': { place: 'everywhere', group: groups.everywhere, title: frame.money },
  'frame.find': { place: 'everywhere', group: groups.everywhere, title: frame.find },
  'frame.makeRoom': { place: 'everywhere', group: groups.everywhere, title: frame.makeRoom },
  'frame.findFiles': { place: 'everywhere', group: groups.everywhere, title: frame.findFiles },
  'frame.maximise': { place: 'project', group: groups.everywhere, title: frame.maximise },
  'frame.fullPicture': { place: 'project', group: groups.everywhere, title: frame.fullPicture },
  'project.film': { place: 'project', group: groups.everywhere, title: frame.film },
  'history.undo': { place: 'project', group: groups.everywhere, title: frame.undo },
  'history.redo': { place: 'project', group: groups.everywhere, title: frame.redo },
  'play.toggle': { place: 'project', group: groups.play, title: frame.playToggle },
  'play.back': { place: 'project', group: groups.play, title: frame.playBack },
  'play.stop': { place: 'project', group: groups.play, title: frame.playStop },
  'play.forward': { place: 'project', group: groups.play, title: frame.playForward },
  'play.frameBack': { place: 'project', group: groups.play, title: frame.frameBack },
  'play.frameOn': { place: 'project', group: groups.play, title: frame.frameOn },
  'play.start': { place: 'project', group: groups.play, title: frame.toStart },
  'play.end': { place: 'project', group: groups.play, title: frame.toEnd },
} as const satisfies Record<string, CommandInfo>
