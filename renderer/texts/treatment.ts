const shotsText = (count: number): string => (count === 1 ? '1 shot' : `${count} shots`)
const firstOf = (some: readonly (number | string)[]): string =>
  `${some.slice(0, 8).join(', ')}${some.length > 8 ? ' …' : ''}`
const ofShots = (count: number, one: string): string => (count === 1 ? one : `${count} shots`)

export const treatmentTexts = {
  loading: 'Opening the treatment',
  tabs: 'Parts of the treatment',
  story: 'Story',
  look: 'Look',
  shots: 'Shots',

  summary: (count: number, covered: string | null, mean: string | null) =>
    `${shotsText(count)}${covered === null || mean === null ? '' : `, ${covered} covered, mean ${mean} s`}`,
  pacing: 'Pacing',
  calm: 'calm',
  fast: 'fast',
  pacingSaid: (pacing: number) =>
    pacing === 0 ? 'as the music asks' : pacing < 0 ? `calm, ${-pacing} of 100` : `fast, ${pacing} of 100`,
  paste: 'Paste prompts',
  copyBrief: 'Copy brief',
  briefCopied: 'The brief is copied: song, look and all shots, to paste for an assistant.',
  notCopied: 'It could not be copied. Allow the window to write to the clipboard, and try again.',
  readAnswer: 'Paste answer',
  make: (count: number) => (count === 1 ? 'Make 1 draft' : `Make ${count} drafts`),

  strip: 'The shots over the song',
  stripShot: (number: number, seconds: string) => `Shot ${number}, ${seconds} s`,
  planOld: 'The shots are not laid out over the song as it is now.',
  plan: 'Lay out',
  notes: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
  notesTitle: 'What the plan gave up',
  noSong: 'Without a song the shots have no places.',
  toSong: 'Choose a song',
  songUnheard: 'The shots get their places once the song is heard.',
  toSongUnheard: 'Show the song',

  empty: {
    title: 'Paste your prompts, one a line',
    body: 'A list, Markdown, a table or JSON: each line becomes a shot with a place in the song.',
    write: 'Write the first shot',
  },

  table: 'Shots',
  columns: {
    number: '#',
    picture: 'Picture',
    whatHappens: 'What happens',
    prompt: 'Prompt',
    cameraMove: 'Camera',
    passage: 'Passage out',
    bar: 'Bar',
    place: 'Place s',
    ask: 'Ask',
    version: 'Ver',
    state: 'State',
  },
  sectionFacts: (startBar: number, endBar: number, shots: number, mean: string | null) =>
    `${endBar - 1 > startBar ? `bars ${Math.max(1, startBar)} to ${endBar - 1}` : `bar ${Math.max(1, startBar)}`}, ${shotsText(shots)}${mean === null ? '' : `, mean ${mean} s`}`,
  states: {
    circled: 'Circled',
    kept: 'Kept',
    running: 'Running',
    waiting: 'Waiting',
    unseen: 'Unseen',
    'none-kept': 'None kept',
    uncertain: 'Not sure it was sent',
    failed: 'Failed',
    'no-take': 'No take',
  },
  seconds: (seconds: string) => `${seconds} s`,
  versionSaid: (version: number, isNewer: boolean) =>
    version === 0 ? 'never sent' : `version ${version}${isNewer ? ', changed since' : ''}`,
  noPrompt: 'No prompt yet',
  editCell: (column: string, number: number) => `${column} of shot ${number}`,
  drag: (number: number) => `Move shot ${number}`,

  filmLook: 'Look',
  never: 'Never',
  addWord: 'Add a look word',
  addNever: 'Add a word that must never show',
  removeWord: (word: string) => `Take "${word}" away`,
  allWords: 'Show all look words',
  fewerWords: 'Show look words on one line',
  lookOfFilm: 'Every shot',
  lookOfFilmHint: 'These words go with every shot. A word stands here once and counts everywhere.',
  lookOfSections: 'Sections',
  lookOfShots: 'Shots with words of their own',
  lookOfShotsNone: 'No shot has look words of its own. Give it some beside its prompt, in Shots.',
  ownLook: 'Look of this shot',

  storyHint: 'One plain line for each section: what happens there.',
  storyOf: (section: string) => `What happens in ${section}`,
  storyPlaceholder: 'What happens here',
  storyFacts: (startBar: number, endBar: number, length: string) =>
    `${endBar - 1 > startBar ? `bars ${Math.max(1, startBar)} to ${endBar - 1}` : `bar ${Math.max(1, startBar)}`}, ${length}`,
  storyShots: (first: number, last: number) => (first === last ? `shot ${first}` : `shots ${first} to ${last}`),
  noSections: {
    title: 'The story follows the song',
    body: 'Once there is a song, its sections stand here, each with a line for what happens in it.',
  },

  sent: 'What is sent',
  copyPrompt: 'Copy the prompt',
  promptCopied: 'The prompt is copied, look words and all.',
  lengthSaid: (length: number, most: number | null, unit: string) =>
    most === null
      ? `${length.toLocaleString('en')} ${unit}`
      : `${length.toLocaleString('en')} of ${most.toLocaleString('en')} ${unit}`,
  units: { 'code-points': 'characters', 'utf-16': 'characters', bytes: 'bytes' },
  tooLong: (sentence: string, without: readonly string[]) =>
    without.length === 0 ? sentence : `${sentence} It fits without ${without.join(', or without ')}.`,
  pieces: { text: '', prompt: 'Prompt', camera: 'Camera', look: 'Look', negative: 'Never' },
  placeOf: (origin: string, words: string, variable: string | null) =>
    `In ${origin}, at “${words}”${variable === null ? '' : `, in the words of {{${variable}}}`}:`,
  fromVariable: (name: string, origin: string) => `{{${name}}}, in ${origin}`,
  notSent: (origins: readonly string[], sentence: string) => `${origins.join(', ')}: ${sentence}`,
  variations: (count: number) => `${count.toLocaleString('en')} variations, each a take of its own`,
  variationsTooMany: (count: number, most: number) =>
    `${count.toLocaleString('en')} variations are too many to ask for: at most ${most}.`,
  variation: 'Variation',
  variationsUnclear: (labels: readonly string[]) =>
    labels.length === 1
      ? `Something is not right yet in the variation “${labels[0]}”.`
      : `Something is not right yet in ${labels.length} variations: ${firstOf(labels)}.`,
  askTimes: (count: number, seconds: string) => `${count} × ${seconds}`,
  referencesSent: (count: number) =>
    count === 1 ? 'This reference picture goes along.' : `These ${count} reference pictures go along, in this order.`,
  referencesNone: 'Pictures of who and what is in it, for your eye: this model takes none.',
  referencesMost: (count: number, most: number) =>
    `${count === 1 ? 'This one stays' : `These ${count} stay`} here: the model takes ${most} at most.`,
  referencesForFrames: (count: number) =>
    `${count === 1 ? 'This picture stays' : `These ${count} pictures stay`} here: the shot is handed a picture of the shot beside it, and this model does not take both.`,
  referencesChanged: 'The reference pictures are not the same.',
  referenceAlt: (index: number) => `Reference picture ${index}`,

  variablesTitle: 'People, places and things',
  variablesHint:
    'Written once, used by name: type {{ in a prompt and choose. A new name goes into every text that uses it.',
  variableGroups: { character: 'Person', place: 'Place', thing: 'Thing', '': 'Other' },
  variableGroup: 'Kind',
  variableGroupOf: (name: string) => `Kind of ${name}`,
  variableName: 'Name',
  variableNameOf: (name: string) => `Name of ${name}`,
  variableWords: 'What is said in its place',
  variableWordsOf: (name: string) => `Words for {{${name}}}`,
  variableUses: (count: number) =>
    count === 0 ? 'in no shot yet' : count === 1 ? 'in 1 shot' : `in ${count.toLocaleString('en')} shots`,
  variableAdd: 'Add',
  variableWritten: (name: string) => `Written {{${name}}}`,
  variableRemove: (name: string) => `Take {{${name}}} away`,
  variableStillAdd: (name: string) => `Give {{${name}}} a picture`,
  variableStillAlt: (name: string, index: number) => `Picture ${index} of ${name}`,
  variableStillRemove: (name: string, index: number) => `Take picture ${index} of ${name} away`,
  names: 'People, places and things',

  wordsTitle: 'What each look word led to',
  wordsHint: 'Of the takes asked for with it. Ten must be kept or rejected before that says anything.',
  wordsNone: 'No take was asked for with look words yet.',
  wordColumns: ['Word', 'Asked', 'Kept', 'Share kept'],
  wordKept: (kept: number, judged: number) => `${kept} of ${judged}`,
  wordShare: (kept: number, judged: number) => `${Math.round((100 * kept) / judged)} %`,
  wordTooFew: 'too few',
  wordReason: (reason: string, count: number) => `${reason} ${count}`,

  templatesTitle: 'How prompts are put together',
  templatesHint: 'For each model in use, in every project. What stands between [ ] goes where it would be empty.',
  templatesNone: 'The model of this film takes each kind of words for itself.',
  templateOf: (title: string) => `How prompts for ${title} are put together`,
  templateStandard: 'as it comes',
  templateOwn: 'your own',
  templateReset: 'Back to how it comes',
  templateSlots: (slots: readonly string[]) => `What can stand in it: ${slots.join(' ')}`,
  templateAt: (place: number, sentence: string) => `At character ${place}: ${sentence}`,
  templateKeep: 'Keep',
  templateDrop: 'Drop changes',

  passageTitle: 'Passage out',
  passageThrough: 'Through',
  passageKind: 'Kind',
  passageKinds: {
    into: 'flies into it',
    'fills-frame': 'fills the picture',
    covers: 'covers the camera',
    whip: 'whips away',
    match: 'same shape',
    words: 'by words alone',
  },
  passageOut: 'How this shot goes out',
  passageIn: 'How the next one comes in',
  passageCarries: 'On both sides',
  addCarried: 'Add who or what is seen on both sides',
  passageInto: (number: number) => `Into shot ${number}. Each side goes into the prompt of its shot.`,
  passageNowhere: 'No shot follows yet: it waits for one.',
  passageBroken: (number: number | null) =>
    number === null
      ? 'It led into a shot that has gone, and says nothing now.'
      : `It leads into shot ${number}, which does not follow any more, and says nothing now.`,
  passageAttach: (number: number) => `Lead into shot ${number}`,
  passageClear: 'Clear',
  passagesBroken: (numbers: readonly number[]) =>
    numbers.length === 1
      ? `The passage out of shot ${numbers[0]} leads to a shot that does not follow any more.`
      : `${numbers.length} passages lead to shots that do not follow any more: out of ${firstOf(numbers)}.`,
  passagesAttach: 'Lead on to the next shots',
  passagesClear: 'Clear them',
  unclear: 'Something is not right yet in what would be sent. It is told under the words, in What is sent.',
  wordsUnclear: (numbers: readonly number[]) =>
    numbers.length === 1
      ? `Something is not right yet in what would be sent of shot ${numbers[0]}.`
      : `Something is not right yet in what would be sent of ${numbers.length} shots: ${firstOf(numbers)}.`,
  showShot: (number: number) => `Show shot ${number}`,
  origins: {
    shot: 'this shot',
    camera: 'camera',
    'passage-in': 'passage in',
    'passage-out': 'passage out',
    'film-look': 'look of the film',
    'section-look': 'look of the section',
    'shot-look': 'look of this shot',
    'film-counter': 'never, of the film',
    'section-counter': 'never, of the section',
    'shot-counter': 'never, of this shot',
    template: 'template of the model',
  },
  nothingSent: 'Nothing yet: the shot has no prompt.',
  versions: 'Versions sent',
  versionNow: (version: number, when: string) => `Version ${version}, ${when}`,
  sameAsNow: 'the words of now',
  changedSince: 'Changed since then:',
  still: 'Board frame',
  stillDrop: 'Drop a picture here',
  stillChoose: 'Choose a picture',
  stillTake: 'Take the picture away',
  stillAlt: (number: number) => `Board frame of shot ${number}`,
  stillTooMany: 'One picture is enough for a shot.',
  place: 'Place',
  placeSaid: (bar: number, seconds: string) => `bar ${bar}, ${seconds} s`,
  noPlace: 'none yet',
  handles: 'Handles',
  ask: 'Ask',
  longest: (title: string, seconds: string) => `${title} makes up to ${seconds} s`,
  model: 'Model',
  modelOfFilm: (title: string) => `${title}, as the film`,
  writtenFor: 'Written for',
  anySection: 'any section',
  filmModel: 'Model of the film',
  cannotBeAsked: (title: string) => `${title} – cannot be used now`,
  openServices: 'Services…',
  showInspector: 'Show what is sent',
  chosen: (count: number) => `${count} shots chosen`,

  pasteTitle: 'Paste prompts',
  pasteLabel: 'Prompts',
  pasteHint: 'One a line, a Markdown list, cells of a spreadsheet, CSV or JSON.',
  pasteDrop: 'Drop a file with prompts, or paste them here',
  pasteHow: 'What becomes of them',
  pasteInsert: (count: number, after: number | null) =>
    after === null ? `${shotsText(count)} at the beginning` : `${shotsText(count)} after shot ${after}`,
  pasteCells: (lines: number, columns: string, from: number, added: number) => {
    const beyond = added === 0 ? '' : added === 1 ? ', one of them as a new shot' : `, ${added} of them as new shots`
    return `${lines === 1 ? '1 line' : `${lines} lines`} into ${columns}, from shot ${from} down${beyond}`
  },
  pasteVersion: 'A new version of all shots',
  pasteVersionFacts: (kept: number, changed: number, moved: number, added: number, gone: number) =>
    [
      kept > 0 ? `${ofShots(kept, '1 shot')} stay as they are` : '',
      changed > 0 ? `${changed} change` : '',
      moved > 0 ? `${moved} move` : '',
      added > 0 ? `${added} are new` : '',
      gone > 0 ? `${gone} go to the trash with their takes` : '',
    ]
      .filter(Boolean)
      .join(', '),
  pasteLook: (words: string) => `Look words in it: ${words}`,
  pasteDo: 'Paste',
  pasteNew: 'New',
  pasteGone: 'To the trash',
  shotNumber: (number: number) => `Shot ${number}`,

  answerTitle: 'Paste answer',
  answerLabel: 'Answer of an assistant',
  answerHint: 'Shots are found by their numbers; what stands around them is left out.',
  answerNothing: 'No shot of the answer differs from what stands here.',
  answerUnread: 'No shot was found in it. Each needs its number before its words, as in "12. a red door".',
  answerDo: (count: number) => (count === 1 ? 'Take 1 change' : `Take ${count} changes`),
  answerTakes: (shot: number, column: string) => `Take the new ${column} of shot ${shot}`,
  answerUnchanged: (count: number) => (count === 1 ? '1 shot is as it was' : `${count} shots are as they were`),
  newShot: (number: number) => `New shot ${number}`,

  commands: {
    showStory: 'Show the story',
    showLook: 'Show the look',
    showShots: 'Show the shots',
    paste: 'Paste prompts',
    copyBrief: 'Copy brief',
    readAnswer: 'Paste answer',
    insert: 'Insert a shot below',
    insertAbove: 'Insert a shot above',
    fillDown: 'Fill down',
    moveUp: 'Move shots up',
    moveDown: 'Move shots down',
    split: 'Split in two',
    merge: 'Merge into one',
    duplicate: 'Duplicate shots',
    delete: 'Delete shots',
    plan: 'Lay the shots out',
    make: 'Make takes',
    selectAll: 'Choose all shots',
  },
} as const
