import type { KeyStore } from '#main/services/key-store.ts'
import type { DesktopWish, FileKind, ShownCommand } from '#model/contract/files-contract.ts'

/** What differs between the places the studio runs in: Electron, plain Node, a test. */
export type Host = {
  /** The folder with catalogue.json, demo material and icons. */
  readonly resourcesDir: string
  /** An ffmpeg the user chose; wins over all others. */
  readonly chosenFfmpeg: string | null
  /** The ffmpeg shipped inside the installed app, if this is one. */
  readonly packagedFfmpeg: string | null
  /** Lines for a log, never for the result. */
  readonly log: (line: string) => void
  /** The folder of the built page, for `serve`. */
  readonly pageDir?: string
  /** The program's version; without one it is not shown. */
  readonly version?: string
  /** Where keys of services are kept. */
  readonly keys: KeyStore
  /** What this machine's network interfaces say; nobody is asked. Without it, there is no telling. */
  readonly network?: Network
  /** The desktop around the window; a browser has none. */
  readonly shell?: Shell
}

export type Network = {
  /** Whether an interface is up that leads off this machine. */
  isOnline(): boolean
  /** Calls the listener after each change. Returns what ends it. */
  onChange(listener: () => void): () => void
}

/** What only a desktop can do. Paths are absolute. */
export type Shell = {
  /** Resolves to what was chosen; empty when the dialog was left. */
  pickFiles(kind: FileKind, options: { readonly title: string; readonly isMany: boolean }): Promise<readonly string[]>
  pickFolder(options: { readonly title: string }): Promise<string | null>
  /** A place for a new file. The system has asked about one that is there already. */
  pickSavePlace(options: { readonly title: string; readonly suggestedPath: string }): Promise<string | null>
  /** Shows the file in the system's own file manager. */
  reveal(path: string): void
  /**
   * Opens the file in the program the system has for it.
   * @throws StudioError files/cannot-open
   */
  openPath(path: string): Promise<void>
  /** Opens a page of the web in the browser. Anything but https is left alone. */
  openExternal(url: string): Promise<void>
  /** A message of the system, for whoever looks elsewhere; it is not shown while the window has the focus. */
  notify(message: { readonly title: string; readonly body: string }): void
  /** On the dock or taskbar: 0..1, or null for none. */
  setProgress(fraction: number | null): void
  /** Keeps the machine from sleeping while work goes on. */
  keepAwake(isAwake: boolean): void
  /** Calls the listener with what the desktop wants of the window; what nobody heard yet comes first. Returns what ends it. */
  onWish(listener: (wish: DesktopWish) => void): () => void
  /** In the menu: what the window can do now, by which keys. */
  showCommands(commands: readonly ShownCommand[]): void
}
