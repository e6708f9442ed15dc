import { assertNever } from '#model/assert-never.ts'
import type { SongScreen } from '#model/contract/song-contract.ts'
import type { SectionLabel } from '#model/song.ts'

type DoubtReason = SongScreen['doubts'][number]['reason']

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
const tempo = (bpm: number): string => (Number.isInteger(bpm) ? `${bpm}` : bpm.toFixed(1))

function reasonSentence(reason: DoubtReason): string {
  switch (reason.kind) {
    case 'half':
      return `Only every second beat is played. It may be half as fast: ${tempo(reason.bpm)} BPM.`
    case 'double':
      return `Something is played between the beats, too. It may be twice as fast: ${tempo(reason.bpm)} BPM.`
    case 'drifts':
      return `Drifts by up to ${reason.mostOffMs} ms. Played, not programmed.`
    case 'slows':
      return 'Slows down here.'
    case 'quickens':
      return 'Grows faster here.'
    case 'quiet':
      return 'Quiet: little to tell the beat by.'
    case 'no-drums':
      return 'No drums: little to tell the beat by.'
    case 'no-beat':
      return 'No steady beat was heard here. Cuts fall on single sounds.'
    case 'even-grid':
      return 'Nothing to tell a beat by was heard. An even grid stands in for it.'
    case 'unclear':
      return 'The beat is not clear here.'
    default:
      return assertNever(reason)
  }
}

export const songTexts = {
  title: 'Song',
  opening: 'Opening the song',

  none: {
    title: 'Drop your song',
    body: 'An audio file, or a video with sound. The waveform stands at once; beats, bars and sections follow.',
    choose: 'Choose a song',
    chooseTitle: 'Choose a song',
    dropHere: 'Drop the song here',
    onlyOne: 'One song, please: the first of these files is taken.',
    sending: (percent: number) => `Taking it in: ${percent} %`,
    listening: 'Listening for beats, bars and sections',
    finding: 'Finding bars and sections',
    looking: 'Looking at the song',
    heard: (percent: number) => `${percent} % heard`,
  },

  commands: {
    nextDoubt: 'Next doubtful span',
    doubtBefore: 'Doubtful span before',
    keepDoubt: 'Keep the beats of the doubtful span',
    loop: 'Loop two bars, or what is marked',
    click: 'Click over the song',
    tap: 'Tap the beat',
    halve: 'Half as fast',
    double: 'Twice as fast',
    one: 'Set the one here',
    beatHere: 'Bring the nearest beat here',
    markIn: 'Mark from here on',
    markOut: 'Mark up to here',
    nudgeBack: 'Beats 10 ms earlier',
    nudgeOn: 'Beats 10 ms later',
    nudgeBackFine: 'Beats 1 ms earlier',
    nudgeOnFine: 'Beats 1 ms later',
    split: 'Split the section here',
    merge: 'Join the section to the one before',
    rename: 'Name the section',
    beatBack: 'Beat back',
    beatOn: 'Beat on',
    barBack: 'Bar back',
    barOn: 'Bar on',
    sectionBack: 'Section back',
    sectionOn: 'Section on',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole song',
    unmark: 'Mark nothing',
    replace: 'Replace the song',
    forget: 'As the program heard it: beats',
    forgetSections: 'As the program heard it: sections',
  },

  /** What a gesture is called in undo. */
  names: {
    tap: 'Tap the beat',
    halve: 'Half as fast',
    double: 'Twice as fast',
    one: 'Set the one',
    nudge: 'Nudge the beats',
    moveBeat: 'Move a beat',
    meter: (beats: number) => `${beats} beats in a bar`,
    tempo: (bpm: number) => `${tempo(bpm)} BPM`,
    split: 'Split section',
    merge: 'Join sections',
    moveSection: 'Move section',
    nameSection: 'Name section',
    labelSection: 'Kind of section',
    settle: 'Keep the beats',
    forgetGrid: 'Beats as heard',
    forgetSections: 'Sections as heard',
  },

  bar: {
    label: 'What can be done with the song',
    play: 'Play',
    stop: 'Stop',
    loop: '2 bars',
    loopMarked: 'Loop',
    click: 'Click',
    tempo: 'Beats a minute',
    bpm: 'BPM',
    meterNamed: (meter: string) => `${meter}: beats in a bar`,
    meterOf: (beats: number) => `${beats}/4`,
    halve: '÷2',
    double: '×2',
    tap: 'Tap',
    taps: (count: number, bpm: number | null) => (bpm === null ? `Tap · ${count}` : `${tempo(bpm)} · ${count}`),
    one: 'Set the one',
    earlier: 'Beats earlier',
    later: 'Beats later',
    wholeSong: 'Whole song',
    bars: (from: number, to: number) => (from === to ? `Bar ${from}` : `Bars ${from} to ${to}`),
    times: (from: string, to: string) => `${from} to ${to}`,
    unmark: 'Mark nothing: the whole song again',
    scopeHint: 'What is changed. Drag over the song to mark a part of it.',
    doubts: (count: number) => (count === 0 ? 'No doubts' : plural(count, 'doubtful span', 'doubtful spans')),
    next: 'Next',
    more: 'More',
    replace: 'Replace song…',
  },

  stage: {
    label: 'Waveform with beats and bars. Click to go there, drag to mark, Control and wheel to zoom.',
    energy: 'Energy',
    edge: (name: string) => `Where ${name} begins`,
    doubtful: (sentence: string) => `Doubtful: ${sentence}`,
  },

  sections: {
    title: 'Sections',
    foundBy: (count: number, byHand: number) =>
      byHand === 0 ? `${count}, found by the program` : `${count}, ${byHand} named by you`,
    setByHand: (count: number) => `${count}, set by you`,
    split: 'Split here',
    name: 'Name',
    bar: 'Bar',
    starts: 'Starts',
    bars: 'Bars',
    energy: 'Energy',
    shots: 'Shots',
    kind: 'Kind',
    rename: 'Name…',
    renameLabel: 'Name of the section',
    merge: 'Join to the one before',
    kinds: {
      intro: 'Intro',
      verse: 'Verse',
      chorus: 'Chorus',
      bridge: 'Bridge',
      drop: 'Drop',
      break: 'Break',
      outro: 'Outro',
    } satisfies Record<SectionLabel, string>,
    plainKind: 'Without a name of its own',
    menu: (name: string) => `More for ${name}`,
  },

  doubts: {
    title: 'Doubts',
    settled: (count: number) => `${plural(count, 'span', 'spans')} settled`,
    none: 'The beat is clear all through.',
    noneSettled: 'Nothing is doubtful any more.',
    where: (bars: string, section: string) => `${bars}, ${section}`,
    sure: (percent: number) => `${percent} % sure`,
    keep: (bpm: number | null) => (bpm === null ? 'Keep it' : `Keep ${tempo(bpm)}`),
    halve: 'Halve here',
    double: 'Double here',
    tap: 'Tap it',
    reason: reasonSentence,
    settledBy: (bars: string) => `Settled by you: ${bars}`,
  },

  facts: {
    title: 'File',
    file: 'File',
    format: 'Format',
    length: 'Length',
    artist: 'Artist',
    album: 'Album',
    titleTag: 'Title',
    size: 'Size',
    tempo: 'Beat',
    beatKinds: { beat: 'Steady beat', onset: 'No steady beat: single sounds', even: 'Nothing to hear: an even grid' },
    byHand: 'set by you',
    kilohertz: (rate: number) => `${(rate / 1000).toFixed(rate % 1000 === 0 ? 0 : 1)} kHz`,
    missing: 'The file is not where it was. Everything else of the song is kept.',
  },

  moved: {
    text: (plan: number, cuts: number) => {
      const parts = [
        ...(plan > 0 ? [plural(plan, 'place of the plan', 'places of the plan')] : []),
        ...(cuts > 0 ? [plural(cuts, 'cut', 'cuts')] : []),
      ]
      return `The beats have moved under ${parts.join(' and ')}.`
    },
    plan: 'Move the plan',
    cuts: 'Move the cuts',
    planMoved: 'The plan stands on the beats again.',
    cutsMoved: 'The cuts stand on the beats again. Undo it in Edit.',
    later: 'Not now',
  },

  replace: {
    title: 'Replace the song',
    intro:
      'Choose another master or edit of this song. It is aligned to this one by its sound; plan, cuts and repairs go along.',
    choose: 'Choose the new song',
    sending: 'Taking the new song in',
    hearing: 'Listening to the new song',
    comparing: 'Finding the old song in it',
    accept: 'Replace',
    acceptOther: 'Replace all the same',
    otherSong: (percent: number) =>
      `This is not the same song: ${percent === 0 ? 'nothing' : `only ${percent} %`} of the old one was found in it.`,
    otherSongMeans:
      'If you go on, every cut and place stays at its time, whatever is heard there, and what you repaired in the old song stays behind.',
    again: 'Choose another file',
    cancel: 'Cancel',
    oldSong: 'Now',
    newSong: 'New',
    matched: (percent: number) => `${percent} % of the song was recognised.`,
    same: 'Everything is where it was.',
    later: (milliseconds: number) =>
      milliseconds >= 0 ? `Begins ${milliseconds} ms later.` : `Begins ${-milliseconds} ms earlier.`,
    speed: (percent: number) =>
      percent >= 0 ? `${percent.toFixed(2)} % slower.` : `${(-percent).toFixed(2)} % faster.`,
    removed: (from: string, seconds: string) => `${seconds} s are gone at ${from}.`,
    added: (from: string, seconds: string) => `${seconds} s were added at ${from}.`,
    carried: (cuts: number, places: number) => {
      const parts = [
        ...(cuts > 0 ? [plural(cuts, 'cut', 'cuts')] : []),
        ...(places > 0 ? [plural(places, 'place of the plan', 'places of the plan')] : []),
      ]
      return parts.length === 0 ? 'Nothing is cut or planned to it yet.' : `${parts.join(' and ')} go along.`
    },
    lostTitle: (count: number) => plural(count, 'place cannot go along', 'places cannot go along'),
    heldTitle: (count: number) =>
      count === 1
        ? '1 clip is longer than its take now: its last picture is held'
        : `${count} clips are longer than their takes now: their last pictures are held`,
    nothingLost: 'Every place goes along.',
    lost: {
      cut: 'Cut',
      clip: 'Clip',
      marker: 'Marker',
      sound: 'Sound',
      place: 'Place in the plan',
      section: 'Section',
    },
    shot: (number: number) => `shot ${number}`,
    undo: 'One undo on the Song workspace takes all of it back.',
    done: 'The song is replaced.',
    track: 'Which part of the song now is which of the new one',
  },
} as const
