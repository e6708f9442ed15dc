/** The Library: projects, their trash, lost files, bundles, the first run. */
export const libraryTexts = {
  title: 'Library',
  documentTitle: 'Library - Flythrough Studio',
  loading: 'Opening the library',
  projectCount: (count: number) => (count === 0 ? 'No projects yet' : count === 1 ? '1 project' : `${count} projects`),
  countAndSize: (count: string, size: string) => `${count}, ${size}`,
  projects: 'Projects',
  newFromSong: 'New from a song',
  newFromSongShort: 'New',
  chooseSong: 'Choose a song',
  newEmpty: 'New without a song',
  importBundle: 'Import bundle',
  chooseBundle: 'Choose a project bundle',
  find: 'Titles, prompts, tags, notes',
  dropHere: 'Drop a song for a new project, or a bundle to bring one in',
  dropFooter: 'Drop a song anywhere for a new project',
  dropOne: 'One song or one bundle at a time, please, or clips alone.',
  more: (title: string) => `More for ${title}`,
  sampleAnew: 'The sample film is as it was made.',
  sampleAnewOldKept: 'The sample film is as it was made. What you had made of it is in the trash.',

  sort: {
    name: 'Sort',
    opened: 'Last opened',
    title: 'Title',
    made: 'Newest first',
    progress: 'Most circled',
    size: 'Largest first',
  },

  card: {
    noSong: 'No song yet',
    noArtist: 'Artist not named',
    noShots: 'No shots yet',
    circled: (circled: number, shots: number) => `${circled} of ${shots} circled`,
    lastOpened: (ago: string) => `Last opened ${ago}`,
    trashed: (ago: string) => `In the trash since ${ago}`,
    length: (length: string) => `Length ${length}`,
    rendered: 'Rendered',
    sample: 'Sample',
    noTakes: 'No takes yet',
    coming: (count: number) => (count === 1 ? '1 take on its way' : `${count} takes on their way`),
    missing: (count: number) => (count === 1 ? '1 file missing' : `${count} files missing`),
  },

  menu: {
    open: 'Open',
    rename: 'Rename',
    duplicate: 'Duplicate',
    exportBundle: 'Export bundle',
    findFiles: 'Find missing files',
    resetSample: 'Put the sample back as it was',
    trash: 'Move to the trash',
    restore: 'Put back',
    remove: 'Delete for good',
  },

  rename: {
    title: 'Rename the project',
    label: 'Title',
    save: 'Rename',
  },

  trash: {
    title: 'Trash',
    back: 'Back to the projects',
    count: (count: number) => (count === 1 ? '1 project in the trash' : `${count} projects in the trash`),
    empty: 'The trash is empty',
    emptyBody: 'Projects that you delete wait here until you empty it.',
    emptyAll: 'Empty the trash',
    moved: (title: string) => `${title} is in the trash.`,
    undo: 'Put back',
    restored: (title: string) => `Put back as ${title}.`,
  },

  remove: {
    title: 'Delete for good',
    one: (title: string) => `Delete ${title} with its takes and cuts?`,
    many: (count: number) =>
      count === 1 ? 'Delete the project in the trash?' : `Delete all ${count} projects in the trash?`,
    files: 'Files that another project uses, and files that lie outside the library, stay. This cannot be undone.',
    strays: (count: number) =>
      count === 1
        ? '1 file that belongs to no project goes with it.'
        : `${count} files that belong to no project go with it.`,
    confirm: 'Delete for good',
    done: (size: string) => `${size} are free again.`,
    doneNothing: 'Deleted. Its files are used elsewhere, so none were removed.',
  },

  disk: {
    free: (size: string) => `${size} free`,
    trash: (size: string) => `Trash holds ${size}`,
    empty: 'Empty…',
  },

  search: {
    projects: 'Projects',
    shots: 'Shots',
    takes: 'Takes',
    nothing: (text: string) => `Nothing is called ${text}, or says it.`,
    nothingBody:
      'Titles, prompts, tags and notes of every project are looked through, from the beginning of each word.',
    shot: (number: number) => `Shot ${number}`,
    take: (number: number) => `Take ${number}`,
    takeOf: (shot: number, take: number) => `Shot ${shot}, take ${take}`,
    count: (count: number) => (count === 1 ? '1 found' : `${count} found`),
    most: 'The first 50 are shown. Type more to narrow them down.',
  },

  relink: {
    title: 'Files that are missing',
    of: (title: string) => `Files that ${title} misses`,
    looking: 'Looking for files that are not where they were',
    none: 'Every file is where it should be.',
    intro: 'These files are not where they were. Choose a folder to look through, or show where one of them is now.',
    lastAt: 'Was at',
    kinds: { song: 'Song', take: 'Take', still: 'Still' },
    troubles: { missing: 'Gone', changed: 'Changed', unreadable: 'Cannot be read' },
    locate: 'Show where it is',
    locateOf: (name: string) => `Show where ${name} is`,
    folder: 'Look through a folder',
    chooseFolder: 'Choose a folder to look through',
    lookedAt: (files: number, found: number) => `${files} files looked at, ${found} found`,
    found: (found: number, missing: number) =>
      missing === 0
        ? `All ${found} found.`
        : found === 0
          ? 'None of them is there.'
          : `${found} found, ${missing} still missing.`,
    stop: 'Stop',
  },

  bundle: {
    saveTitle: (title: string) => `Export ${title}`,
    exporting: (title: string) => `Exporting ${title}`,
    importing: (name: string) => `Bringing in ${name}`,
    exported: (title: string, size: string) => `${title} is in one file of ${size}.`,
    exportedWithout: (count: number) =>
      count === 1 ? '1 file was missing and is not in it.' : `${count} files were missing and are not in it.`,
    imported: (title: string) => `${title} is in the library.`,
    importedWithout: (count: number) =>
      count === 1 ? '1 of its files is missing.' : `${count} of its files are missing.`,
    of: (done: string, total: string) => `${done} of ${total}`,
    arriving: (name: string) => `Taking in ${name}`,
  },

  firstRun: {
    title: 'Drop your song',
    kinds: 'WAV, AIFF, FLAC, MP3, M4A. It stays on this machine.',
    choose: 'Choose a file',
    noNetwork: 'Needs no network',
    sampleTitle: 'Open the sample film',
    sampleBody: 'A finished edit on 14 clips. Cut it, break it: it can be put back as it was.',
    sampleNote: 'Plays at once, nothing to download',
    sampleLength: '1:04',
    clipsTitle: 'I have clips already',
    clipsBody: 'Drop or choose them. They land on the Board, or are matched to shots by name.',
    clipsNote: 'Your own files stay as they are',
    chooseClips: 'Choose your clips',
    hands: 'My hands know',
    keys: (layout: string) => `The keys are those of ${layout}. All of them:`,
  },

  commands: {
    newFromSong: 'New project from a song',
    newEmpty: 'New project without a song',
    importBundle: 'Import a project bundle',
    openSample: 'Open the sample film',
    trash: 'Show the trash',
    rename: 'Rename the project',
    remove: 'Move the project to the trash',
  },
} as const
