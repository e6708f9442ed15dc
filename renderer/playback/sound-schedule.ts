import { TICKS_PER_SECOND } from '#model/time.ts'
import { stretchesOf, type Motion, type Stretch } from './motion.ts'
import type { SongSound } from './song-sound.ts'

/** A tick of the click track. `isAccent` marks the one of a bar. */
export type Click = { readonly atTicks: number; readonly isAccent: boolean }

/** A sound beside the song, already decoded, at its place in the film. */
export type PlacedSound = {
  readonly buffer: AudioBuffer
  readonly startTicks: number
  readonly endTicks: number
  readonly sourceStartTicks: number
  /** As a factor of amplitude. */
  readonly gain: number
  readonly fadeInTicks: number
  readonly fadeOutTicks: number
}

/** What sounds: the song after the head, clicks at film times in order, and other sounds. */
export type Score = {
  readonly song: SongSound | null
  readonly songStartTicks: number
  readonly clicks: readonly Click[]
  readonly sounds: readonly PlacedSound[]
}

/** So far ahead is sound scheduled: a page in the background may be asleep for a second. */
const AHEAD_SECONDS = 4
const LATE_SECONDS = 0.05
const LOOK_EVERY_MS = 200
const CLICK_SECONDS = 0.03
/** What begins sooner may be in the hands of the sound thread already. */
const SAFE_SECONDS = 0.02

/** What is played of a buffer, how fast, and into what. */
type Part = { readonly offset: number; readonly seconds: number; readonly rate: number; readonly into: AudioNode }

/** Sound under way. */
export type SoundSchedule = {
  /** Other clicks from now on; the song is not interrupted. */
  setClicks(clicks: readonly Click[]): void
  stop(): void
}

/** Schedules what sounds in a forward motion on the context's clock, as long as it is not stopped; a chunk that comes late begins late. */
export function startSound(context: AudioContext, output: AudioNode, motion: Motion, score: Score): SoundSchedule {
  const sources = new Set<AudioBufferSourceNode>()
  let { clicks } = score
  /** Clicks that are still to come, with the stretches they stand in. */
  const comingClicks = new Map<AudioBufferSourceNode, number>()
  let comingStretches: Stretch[] = []
  const gridTicks = score.song?.chunkTicks ?? 2 * TICKS_PER_SECOND
  const stretches = stretchesOf(motion, score.songStartTicks, gridTicks)
  let next = stretches.next()
  let isStopped = false

  function play(buffer: AudioBuffer, atSeconds: number, part: Part): AudioBufferSourceNode | null {
    // What is late begins a little later still: the clock goes on while this is handed to the sound thread.
    const isLate = atSeconds < context.currentTime
    const startSeconds = isLate ? context.currentTime + LATE_SECONDS : atSeconds
    const skip = (startSeconds - atSeconds) * part.rate
    if (isStopped || skip >= part.seconds) return null
    const source = new AudioBufferSourceNode(context, { buffer, playbackRate: part.rate })
    source.connect(part.into)
    source.start(startSeconds, part.offset + skip, part.seconds - skip)
    sources.add(source)
    source.addEventListener('ended', () => {
      sources.delete(source)
      comingClicks.delete(source)
      source.disconnect()
      if (part.into !== output) part.into.disconnect()
    })
    return source
  }

  function playSong(stretch: Stretch, song: SongSound): void {
    const inSong = stretch.startTicks - score.songStartTicks
    if (inSong < 0) return
    const index = Math.floor(inSong / song.chunkTicks)
    const offset = (inSong - index * song.chunkTicks) / TICKS_PER_SECOND
    const seconds = (stretch.endTicks - stretch.startTicks) / TICKS_PER_SECOND
    const sound = (samples: readonly Float32Array<ArrayBuffer>[]): void => {
      const length = samples[0]?.length ?? 0
      if (length === 0 || isStopped) return
      const buffer = new AudioBuffer({ length, numberOfChannels: samples.length, sampleRate: song.sampleRate })
      for (const [channel, values] of samples.entries()) buffer.copyToChannel(values, channel)
      const part = { offset, seconds: Math.min(seconds, buffer.duration - offset), rate: motion.rate, into: output }
      play(buffer, stretch.atSeconds, part)
    }
    const now = song.chunkNow(index)
    if (now) sound(now)
    // A chunk that cannot be had is silence: the picture goes on.
    else song.chunk(index).then(sound, () => {})
    void song.chunk(index + 1).catch(() => {})
  }

  function secondsIn(stretch: Stretch, at: number): number {
    return stretch.atSeconds + (at - stretch.startTicks) / (TICKS_PER_SECOND * motion.rate)
  }

  function playClicks(stretch: Stretch, fromSeconds: number): void {
    for (const click of clicksIn(clicks, stretch)) {
      const atSeconds = secondsIn(stretch, click.atTicks)
      if (atSeconds < fromSeconds) continue
      const part = { offset: 0, seconds: CLICK_SECONDS, rate: 1, into: output }
      const source = play(clickBuffer(context, click.isAccent), atSeconds, part)
      if (source) comingClicks.set(source, atSeconds)
    }
  }

  function schedule(stretch: Stretch): void {
    if (score.song) playSong(stretch, score.song)
    comingStretches.push(stretch)
    playClicks(stretch, -Infinity)
    const secondsAt = (at: number): number => secondsIn(stretch, at)
    for (const sound of score.sounds) {
      const from = Math.max(stretch.startTicks, sound.startTicks)
      const to = Math.min(stretch.endTicks, sound.endTicks)
      const offset = (sound.sourceStartTicks + from - sound.startTicks) / TICKS_PER_SECOND
      const seconds = Math.min((to - from) / TICKS_PER_SECOND, sound.buffer.duration - offset)
      if (seconds <= 0) continue
      const level = new GainNode(context, { gain: levelAt(sound, from) })
      level.connect(output)
      level.gain.setValueAtTime(levelAt(sound, from), Math.max(0, secondsAt(from)))
      for (const at of [...turnsOf(sound).filter(at => at > from && at < to), to])
        level.gain.linearRampToValueAtTime(levelAt(sound, at), secondsAt(at))
      play(sound.buffer, secondsAt(from), { offset, seconds, rate: motion.rate, into: level })
    }
  }

  function look(): void {
    while (!next.done && next.value.atSeconds < context.currentTime + AHEAD_SECONDS) {
      schedule(next.value)
      next = stretches.next()
    }
  }
  look()
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    setClicks(others) {
      clicks = others
      const soon = context.currentTime + SAFE_SECONDS
      // One that sounds already sounds to its end.
      for (const [source, atSeconds] of comingClicks) if (atSeconds >= soon) source.stop()
      comingStretches = comingStretches.filter(stretch => secondsIn(stretch, stretch.endTicks) > soon)
      for (const stretch of comingStretches) playClicks(stretch, soon)
    },
    stop() {
      isStopped = true
      clearInterval(timer)
      for (const source of sources) {
        source.stop()
        source.disconnect()
      }
      sources.clear()
    },
  }
}

/** The clicks of a stretch, by halving: a long song has thousands. */
export function clicksIn(
  clicks: readonly Click[],
  { startTicks, endTicks }: Pick<Stretch, 'startTicks' | 'endTicks'>,
): readonly Click[] {
  const firstFrom = (at: number): number => {
    let [low, high] = [0, clicks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (clicks[middle]!.atTicks < at) low = middle + 1
      else high = middle
    }
    return low
  }
  return clicks.slice(firstFrom(startTicks), firstFrom(endTicks))
}

/** How loud a sound is at an instant of the film: straight fades at its ends. */
export function levelAt(sound: Omit<PlacedSound, 'buffer'>, atTicks: number): number {
  const fadeIn = sound.fadeInTicks > 0 ? (atTicks - sound.startTicks) / sound.fadeInTicks : 1
  const fadeOut = sound.fadeOutTicks > 0 ? (sound.endTicks - atTicks) / sound.fadeOutTicks : 1
  return sound.gain * Math.max(0, Math.min(1, fadeIn, fadeOut))
}

function turnsOf(sound: PlacedSound): number[] {
  return [sound.startTicks + sound.fadeInTicks, sound.endTicks - sound.fadeOutTicks].toSorted((a, b) => a - b)
}

function clickBuffer(context: BaseAudioContext, isAccent: boolean): AudioBuffer {
  const { sampleRate } = context
  const length = Math.round(CLICK_SECONDS * sampleRate)
  const buffer = new AudioBuffer({ length, sampleRate })
  const samples = buffer.getChannelData(0)
  const hertz = isAccent ? 1760 : 1175
  for (let i = 0; i < length; i += 1) {
    const seconds = i / sampleRate
    samples[i] = 0.5 * Math.exp(-seconds * 180) * Math.sin(2 * Math.PI * hertz * seconds)
  }
  return buffer
}
