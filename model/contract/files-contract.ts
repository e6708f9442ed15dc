import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

/** What a person looks for: it decides which files are offered. */
export const FILE_KINDS = ['song', 'clips', 'still', 'bundle', 'treatment', 'workflow', 'program'] as const
export type FileKind = (typeof FILE_KINDS)[number]

const path = z.string().min(1).max(4096)
const title = z.string().min(1).max(200)

const pickRequest = z.discriminatedUnion('what', [
  z.object({ what: z.literal('files'), kind: z.enum(FILE_KINDS), title, isMany: z.boolean() }),
  z.object({ what: z.literal('folder'), title }),
  z.object({ what: z.literal('save'), title, suggestedPath: path }),
])
export type PickRequest = z.infer<typeof pickRequest>

const browseRequest = z.object({
  /** Null: where a person most likely keeps such files. */
  path: path.nullable(),
  /** Null: only folders are wanted. */
  kind: z.enum(FILE_KINDS).nullable(),
})
export type BrowseRequest = z.infer<typeof browseRequest>

const place = z.object({ name: z.string(), path })
const folderListing = z.object({
  path,
  /** The folder above; null at the top. */
  parent: path.nullable(),
  folders: z.array(place),
  files: z.array(place.extend({ sizeBytes: z.int().nonnegative(), changedAtMs: z.int() })),
  /** Whether there is more in the folder than is listed. */
  isCutOff: z.boolean(),
  /** Where to begin: home, music, films, downloads, other disks. */
  places: z.array(place),
})
export type FolderListing = z.infer<typeof folderListing>

export const ownFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('render'), id: z.string().min(1).max(100) }),
  z.object({ kind: z.literal('media'), id: z.string().min(1).max(100) }),
])
/** A file of the library, by its name there: a window never names the path. */
export type OwnFile = z.infer<typeof ownFile>

const systemFacts = z.object({
  /** Whether this is the desktop app: it has dialogs, and can show a file in the system's file manager. */
  isDesktop: z.boolean(),
  platform: z.enum(['mac', 'windows', 'linux']),
  version: z.string().nullable(),
})
export type SystemFacts = z.infer<typeof systemFacts>

const desktopWish = z.discriminatedUnion('kind', [
  /** Chosen in the menu. */
  z.object({ kind: z.literal('command'), command: z.string() }),
  /** Files given to the program from outside, as if they were dropped on the Library. */
  z.object({ kind: z.literal('open-files'), paths: z.array(path) }),
  /** The page before this one broke down; this one shows the same screen. */
  z.object({ kind: z.literal('was-reloaded') }),
])
export type DesktopWish = z.infer<typeof desktopWish>

const shownCommand = z.object({
  id: z.string(),
  /** What it would do just now: "Undo Trim". */
  title: z.string(),
  group: z.string(),
  /** Its first key, as layouts spell it: `Mod+Shift+P`. */
  keys: z.string().nullable(),
  isEnabled: z.boolean(),
  /** Whether it belongs to the screen in front alone. */
  isOfScreen: z.boolean(),
})
/** A command of the window as a menu of the desktop shows it. */
export type ShownCommand = z.infer<typeof shownCommand>

/**
 * - `system`: where the studio runs.
 * - `pick`: the system's own dialog; null where the studio has none (then `browse`), empty when it was left.
 * - `browse`: one folder of this machine, for the window's own picker. Fails with files/unreadable.
 * - `reveal`, `open`: in the system's file manager, or its player. Fail with files/no-desktop, files/gone.
 * - `wishes`: what the desktop wants of the window; in a browser it never says anything.
 * - `showCommands`: all that can be given on the screen in front, for the desktop's menu; a browser has none.
 */
export const filesContract = {
  system: oc.output(systemFacts),
  pick: oc.input(pickRequest).output(z.array(path).nullable()),
  browse: oc.input(browseRequest).output(folderListing),
  reveal: oc.input(ownFile).output(z.void()),
  open: oc.input(ownFile).output(z.void()),
  wishes: oc.output(eventIterator(desktopWish)),
  showCommands: oc.input(z.array(shownCommand)).output(z.void()),
}
