import type { Workspace } from '../frame/routes.ts'

/** Where a command can be given; `everywhere` is every screen, `project` every workspace of a project. */
export type CommandPlace = 'everywhere' | 'project' | 'library' | Workspace

/** What a command is called and where it belongs; what it does is said by the screen that is up (`useCommands`). */
export type CommandInfo = {
  readonly place: CommandPlace
  /** The heading it stands under in the key sheet and the palette. */
  readonly group: string
  readonly title: string
}

/** True when a command of this place can be given on this screen. */
export function isPlaceOn(place: CommandPlace, screen: 'library' | Workspace): boolean {
  return place === 'everywhere' || place === screen || (place === 'project' && screen !== 'library')
}
