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
}
