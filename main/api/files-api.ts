import type { FilesDesk } from '#main/desk/files-desk.ts'
import { eventStream } from './event-stream.ts'
import type { StudioImplementer } from './implementer.ts'

export function filesApi(studio: StudioImplementer['files'], desk: FilesDesk) {
  return {
    system: studio.system.handler(() => desk.system()),
    pick: studio.pick.handler(({ input }) => desk.pick(input)),
    browse: studio.browse.handler(({ input }) => desk.browse(input)),
    reveal: studio.reveal.handler(({ input }) => desk.reveal(input)),
    open: studio.open.handler(({ input }) => desk.open(input)),
    showCommands: studio.showCommands.handler(({ input }) => desk.showCommands(input)),
    wishes: studio.wishes.handler(({ signal }) => eventStream(desk.onWish, signal)),
  }
}
