import { assertNever } from '#model/assert-never.ts'
import { demoSections, SAMPLES_PER_BAR, SAMPLES_PER_BEAT, type DemoForm } from './grid.ts'
import { writeScore, type Drum, type ScoreEvent } from './score.ts'
import { Biquad } from './synth/biquad.ts'
import { clap, crash, hat, kick, riser, shaker, snare, tom } from './synth/drums.ts'
import { PingPongDelay, Reverb, TapeWobble } from './synth/effects.ts'
import { bassNote, leadNote, padNote, pluckNote } from './synth/instruments.ts'
import { master } from './synth/master.ts'
import { addBlock, Track, type PlacedSound } from './synth/mixer.ts'
import { createRandom } from './synth/random.ts'
import { createBlock, SAMPLE_RATE, samplesIn, type Block, type Sound } from './synth/sound.ts'

export type RenderedSong = { readonly sampleRate: number; readonly left: Float32Array; readonly right: Float32Array }

/** A fifth of a beat: small enough to stay in the processor's cache, and a whole number of samples. */
const BLOCK_LENGTH = SAMPLES_PER_BEAT / 5
const MASTER_GAIN = 1.75
const FADE_SECONDS = 2.5

/** Plays the demo song, always the same. Samples are -1..1, 44.1 kHz; `short` is half a minute, `full` four. */
export function renderDemoSong(options: { form?: DemoForm } = {}): RenderedSong {
  const form = options.form ?? 'full'
  const bars = demoSections(form).reduce((sum, section) => sum + section.bars, 0)
  const song = createBlock(bars * SAMPLES_PER_BAR)
  mix(writeScore(form), song)
  fadeOut(song)
  master(song, MASTER_GAIN)
  return { sampleRate: SAMPLE_RATE, left: song.left, right: song.right }
}

function mix(events: readonly ScoreEvent[], song: Block): void {
  const sounds = renderSounds(events)
  const trackOf = (part: ScoreEvent['part']) =>
    new Track(
      sounds.filter(placed => placed.part === part),
      BLOCK_LENGTH,
    )
  const [pad, pluck, bass, lead, drums] = [
    trackOf('pad'),
    trackOf('pluck'),
    trackOf('bass'),
    trackOf('lead'),
    trackOf('drums'),
  ]
  const padTops = [new Biquad('lowpass', 1800, 0.8), new Biquad('lowpass', 1800, 0.8)] as const
  const padFloors = [new Biquad('highpass', 150), new Biquad('highpass', 150)] as const
  const pluckEcho = new PingPongDelay((SAMPLES_PER_BEAT * 0.75) / SAMPLE_RATE, 0.5, 0.42)
  const leadEcho = new PingPongDelay((SAMPLES_PER_BEAT * 0.5) / SAMPLE_RATE, 0.45, 0.34)
  const reverb = new Reverb(2.6)
  const tape = new TapeWobble()
  const ducking = kickDucking(events)
  const melodic = createBlock(BLOCK_LENGTH)
  const hall = createBlock(BLOCK_LENGTH)

  for (let from = 0; from < song.left.length; from += BLOCK_LENGTH) {
    const out = {
      left: song.left.subarray(from, from + BLOCK_LENGTH),
      right: song.right.subarray(from, from + BLOCK_LENGTH),
    }
    const padTone = 2300 + 900 * Math.sin((2 * Math.PI * from) / samplesIn(23))
    pad.play(from)
    for (const filters of [padTops, padFloors]) {
      filters[0].process(pad.block.left)
      filters[1].process(pad.block.right)
    }
    padTops[0].tune(padTone, 0.8)
    padTops[1].tune(padTone * 1.12, 0.8)
    duck(pad.block, from, ducking, 0.5)
    pluckEcho.process(pluck.play(from))
    leadEcho.process(lead.play(from))
    duck(bass.play(from), from, ducking, 0.35)
    drums.play(from)

    for (const samples of [melodic, hall]) {
      samples.left.fill(0)
      samples.right.fill(0)
    }
    addBlock(melodic, pad.block, 0.11)
    addBlock(melodic, pluck.block, 0.2)
    addBlock(melodic, lead.block, 0.2)
    addBlock(hall, melodic, 0.5)
    addBlock(hall, drums.block, 0.045)
    reverb.process(hall)
    addBlock(melodic, hall, 0.55)
    tape.process(melodic)

    addBlock(out, melodic, 1)
    addBlock(out, bass.block, 0.17)
    addBlock(out, drums.block, 0.4)
  }
}

/** Renders each different note once and puts it wherever the score asks for it. */
function renderSounds(events: readonly ScoreEvent[]): (PlacedSound & { part: ScoreEvent['part'] })[] {
  const rendered = new Map<string, Sound>()
  return events.map(event => {
    const key = soundKey(event)
    let sound = rendered.get(key)
    if (!sound) {
      sound = renderSound(event)
      rendered.set(key, sound)
    }
    return { part: event.part, sound, startSample: event.startSample, level: event.level, pan: event.pan }
  })
}

function soundKey(event: ScoreEvent): string {
  switch (event.part) {
    case 'drums':
      return event.drum
    case 'lead':
      return `lead ${event.midi} ${event.fromMidi} ${event.beats}`
    case 'pluck':
      return `pluck ${event.midi}`
    case 'pad':
    case 'bass':
      return `${event.part} ${event.midi} ${event.beats}`
    default:
      return assertNever(event)
  }
}

function renderSound(event: ScoreEvent): Sound {
  switch (event.part) {
    case 'drums':
      return renderDrum(event.drum)
    case 'lead':
      return leadNote(event.midi, event.fromMidi, secondsOf(event.beats))
    case 'pluck':
      return pluckNote(event.midi, createRandom(event.midi))
    case 'pad':
      return padNote(event.midi, secondsOf(event.beats), createRandom(event.midi))
    case 'bass':
      return bassNote(event.midi, secondsOf(event.beats))
    default:
      return assertNever(event)
  }
}

function renderDrum(drum: Drum): Sound {
  const random = createRandom(drum.length * 101 + drum.charCodeAt(0))
  switch (drum) {
    case 'kick':
      return kick(random)
    case 'snare':
      return snare(random)
    case 'clap':
      return clap(random)
    case 'hat':
      return hat(random, 0.07)
    case 'open-hat':
      return hat(random, 0.24)
    case 'shaker':
      return shaker(random)
    case 'tom-high':
      return tom(random, 150)
    case 'tom-low':
      return tom(random, 98)
    case 'crash':
      return crash(random)
    case 'riser':
      return riser(random, secondsOf(8))
    default:
      return assertNever(drum)
  }
}

function secondsOf(beats: number): number {
  return (beats * SAMPLES_PER_BEAT) / SAMPLE_RATE
}

type Ducking = { readonly starts: readonly number[]; readonly levels: readonly number[] }

/** Where the kick falls: the pad and the bass step back from it and breathe in again. */
function kickDucking(events: readonly ScoreEvent[]): Ducking {
  const kicks = events
    .filter(event => event.part === 'drums' && event.drum === 'kick')
    .toSorted((a, b) => a.startSample - b.startSample)
  return { starts: kicks.map(event => event.startSample), levels: kicks.map(event => event.level) }
}

function duck(block: Block, from: number, { starts, levels }: Ducking, depth: number): void {
  const length = samplesIn(0.3)
  const attack = samplesIn(0.004)
  for (let hit = starts.findIndex(start => start + length > from); hit >= 0 && hit < starts.length; hit++) {
    const offset = starts[hit]! - from
    if (offset >= block.left.length) return
    const end = Math.min(block.left.length, offset + length)
    for (let i = Math.max(0, offset); i < end; i++) {
      const since = i - offset
      const back = since < attack ? since / attack : 1 - (since - attack) / (length - attack)
      const gain = 1 - depth * levels[hit]! * back * back
      block.left[i]! *= gain
      block.right[i]! *= gain
    }
  }
}

function fadeOut({ left, right }: Block): void {
  const length = samplesIn(FADE_SECONDS)
  for (let i = 0; i < length; i++) {
    const gain = Math.sin((Math.PI / 2) * (i / length)) ** 2
    left[left.length - 1 - i]! *= gain
    right[right.length - 1 - i]! *= gain
  }
}
