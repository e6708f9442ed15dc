import { createStore, type StoreApi } from 'zustand/vanilla'
import { ticksFromFrames, TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'
import { createHeardClock } from './heard-clock.ts'
import { fetchMade } from './made.ts'
import { isOver, positionAt, type Loop, type Motion } from './motion.ts'
import { frameAtTicks } from './preview.ts'
import { openSongSound, type SongSound } from './song-sound.ts'
import { startSound, type Click, type PlacedSound, type SoundSchedule } from './sound-schedule.ts'

/** The film that is played. Head and tail are 0 where there are none; without a song its length is that of head and tail. */
export type TransportFilm = {
  /** The song as exact samples (`/song/<id>`); null for silence. */
  readonly songUrl: string | null
  readonly songTicks: number
  readonly headTicks: number
  readonly tailTicks: number
}

/** A sound beside the song: where its file is, and its place in the film. */
export type TransportSound = Omit<PlacedSound, 'buffer'> & { readonly url: string }

export type TransportState = {
  readonly isPlaying: boolean
  /** Film time, counted from the film's first frame; while playing it is told once a picture of the screen. */
  readonly positionTicks: number
  readonly durationTicks: number
  readonly rate: number
  readonly loop: Loop | null
  readonly isMuted: boolean
  /** Of the song: `failed` plays on in silence. */
  readonly sound: 'none' | 'loading' | 'ready' | 'failed'
}

/** Sound is begun this much later than it is asked for, so that its first samples are in time. */
const START_SECONDS = 0.05
/** So long is waited for the song's first samples; then the picture begins without. */
const MOST_WAIT_MS = 400
/** A clock of sound that stands still this long has no device. */
const DEAF_AFTER_MS = 600
const SLEEP_AFTER_MS = 20_000
const SHORTEST_LOOP_TICKS = TICKS_PER_SECOND / 50
const SHUTTLE = [1, 2, 4, 8] as const
/** As near to the render's limiter as the page has one: nothing below full scale is touched, and what would be over gives way. */
const FULL_SCALE = { threshold: 0, knee: 0, ratio: 20, attack: 0.001, release: 0.05 } as const

const STOPPED: TransportState = {
  isPlaying: false,
  positionTicks: 0,
  durationTicks: 0,
  rate: 1,
  loop: null,
  isMuted: false,
  sound: 'none',
}

/**
 * Plays a film's time. What is heard is the clock: sound is scheduled ahead on the sound device's own clock, sample by sample and also
 * round a loop, and `nowTicks` is what is heard this instant. Without a device, backwards and in silence the system's clock is it.
 */
export class Transport {
  readonly store: StoreApi<TransportState> = createStore(() => STOPPED)
  #film: TransportFilm = { songUrl: null, songTicks: 0, headTicks: 0, tailTicks: 0 }
  #song: SongSound | null = null
  #clicks: readonly Click[] = []
  #sounds: readonly TransportSound[] = []
  readonly #buffers = new Map<string, Promise<AudioBuffer>>()
  #placed: readonly PlacedSound[] = []
  #context: AudioContext | null = null
  #output: GainNode | null = null
  /** The way to the output of a song with sounds beside it. */
  #limiter: DynamicsCompressorNode | null = null
  #heard: (() => number) | null = null
  #motion: Motion | null = null
  #clock: () => number = systemSeconds
  #schedule: SoundSchedule | null = null
  #loading = new AbortController()
  #leaving = new AbortController()
  /** Grows with every start and stop: what was begun before is out of date. */
  #turn = 0
  #isDeaf = false
  #sleep: ReturnType<typeof setTimeout> | undefined

  /** Takes another film and stands at its beginning, or where it stood in the song when that is the same. The same film changes nothing. */
  load(film: TransportFilm): void {
    const isSameSong = film.songUrl === this.#film.songUrl && this.store.getState().sound !== 'failed'
    const isSameLength = (['songTicks', 'headTicks', 'tailTicks'] as const).every(
      part => film[part] === this.#film[part],
    )
    if (isSameSong && isSameLength) return
    const durationTicks = film.headTicks + film.songTicks + film.tailTicks
    this.pause()
    const inSong = this.store.getState().positionTicks - this.#film.headTicks
    const positionTicks = Math.max(0, Math.min(durationTicks, inSong + film.headTicks))
    this.#film = film
    this.store.setState({ durationTicks, positionTicks: isSameSong ? positionTicks : 0 })
    if (isSameSong) return
    this.#loading.abort()
    this.#loading = new AbortController()
    this.#song?.close()
    this.#song = null
    this.store.setState({ sound: film.songUrl === null ? 'none' : 'loading', loop: null })
    if (film.songUrl !== null) void this.#openSong(film.songUrl, this.#loading.signal)
  }

  play(): void {
    const { isPlaying, positionTicks, durationTicks, loop, rate } = this.store.getState()
    if (isPlaying || durationTicks === 0) return
    const isAtEnd = rate > 0 ? positionTicks >= durationTicks : positionTicks <= 0
    if (isAtEnd && !loop) this.store.setState({ positionTicks: rate > 0 ? 0 : durationTicks })
    else if (isAtEnd && loop) this.store.setState({ positionTicks: loop.startTicks })
    this.store.setState({ isPlaying: true })
    void this.#start()
  }

  pause(): void {
    const positionTicks = this.nowTicks()
    this.#stop()
    this.store.setState({ isPlaying: false, positionTicks, rate: 1 })
    clearTimeout(this.#sleep)
    this.#sleep = setTimeout(() => void this.#context?.suspend(), SLEEP_AFTER_MS)
  }

  toggle(): void {
    if (this.store.getState().isPlaying) this.pause()
    else this.play()
  }

  /** Goes to a film time, and plays on from there when playing. */
  seek(toTicks: number): void {
    const { durationTicks, isPlaying } = this.store.getState()
    const positionTicks = Math.round(Math.min(durationTicks, Math.max(0, toTicks)))
    this.#stop()
    this.store.setState({ positionTicks })
    if (isPlaying) void this.#start()
    else this.#warm(positionTicks)
  }

  /** Stands still, a frame further or back. */
  step(frames: number, rate: FrameRate): void {
    if (this.store.getState().isPlaying) this.pause()
    this.seek(ticksFromFrames(Math.max(0, frameAtTicks(this.nowTicks(), rate) + frames), rate))
  }

  /** Plays a span over and over, from when the play-head is in it or before it; null ends that. */
  setLoop(loop: Loop | null): void {
    const endTicks = loop ? Math.max(loop.endTicks, loop.startTicks + SHORTEST_LOOP_TICKS) : 0
    this.store.setState({ loop: loop && { startTicks: loop.startTicks, endTicks } })
    this.#again()
  }

  /** Film seconds in a second; below 0 backwards. Pausing sets it back to 1. */
  setRate(rate: number): void {
    if (rate === 0) this.pause()
    else if (rate !== this.store.getState().rate) {
      const positionTicks = this.nowTicks()
      this.store.setState({ rate, positionTicks })
      this.#again()
    }
  }

  /** What J and L do: plays that way, and faster with every further press. */
  shuttle(direction: 1 | -1): void {
    const { isPlaying, rate } = this.store.getState()
    if (!isPlaying) {
      this.store.setState({ rate: direction })
      this.play()
    } else {
      const isSameWay = Math.sign(rate) === direction
      const faster = SHUTTLE.find(speed => speed > Math.abs(rate)) ?? SHUTTLE.at(-1)!
      this.setRate(direction * (isSameWay ? faster : 1))
    }
  }

  setMuted(isMuted: boolean): void {
    this.store.setState({ isMuted })
    if (this.#output) this.#output.gain.value = isMuted ? 0 : 1
  }

  /** A click track over the song, at film times in order; empty for none. */
  setClicks(clicks: readonly Click[]): void {
    this.#clicks = clicks
    this.#schedule?.setClicks(clicks)
  }

  /** The sounds beside the song. What cannot be read is silent. The same ones again change nothing: what is heard goes on. */
  setSounds(sounds: readonly TransportSound[]): void {
    if (JSON.stringify(sounds) === JSON.stringify(this.#sounds)) return
    this.#sounds = sounds
    void this.#placeSounds()
  }

  /** The film time that is heard and to be shown this instant, in ticks; exact between pictures of the screen. */
  nowTicks(): number {
    if (!this.#motion) return this.store.getState().positionTicks
    return Math.round(positionAt(this.#motion, this.#clock()))
  }

  /** Stops and gives the sound device back; playing again opens it anew. */
  rest(): void {
    this.pause()
    clearTimeout(this.#sleep)
    void this.#context?.close()
    this.#context = null
    this.#output = null
    this.#placed = []
    this.#buffers.clear()
    this.#leaving.abort()
    this.#leaving = new AbortController()
  }

  async #openSong(url: string, signal: AbortSignal): Promise<void> {
    try {
      const song = await openSongSound(url, signal)
      if (signal.aborted) return song.close()
      this.#song = song
      this.store.setState({ sound: 'ready' })
      if (this.store.getState().isPlaying) this.#again()
      else this.#warm(this.store.getState().positionTicks)
    } catch {
      if (!signal.aborted) this.store.setState({ sound: 'failed' })
    }
  }

  /** Fetches what would be heard first. */
  #warm(positionTicks: number): void {
    const song = this.#song
    if (!song) return
    const index = Math.max(0, Math.floor((positionTicks - this.#film.headTicks) / song.chunkTicks))
    void song.chunk(index).catch(() => {})
  }

  async #start(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const context = this.#wakeContext()
    if (context && context.state !== 'running') await soon(context.resume(), DEAF_AFTER_MS)
    if (this.#song) await soon(this.#firstChunk(this.#song), MOST_WAIT_MS)
    if (turn !== this.#turn) return
    const { rate, loop, durationTicks, positionTicks } = this.store.getState()
    const hasClock = context !== null && context.state === 'running' && !this.#isDeaf && this.#heard !== null
    this.#clock = hasClock ? this.#heard! : systemSeconds
    // On a sample of the device, so that pieces of sound meet without being interpolated.
    const startSeconds = hasClock
      ? Math.ceil((context.currentTime + START_SECONDS) * context.sampleRate) / context.sampleRate
      : systemSeconds()
    this.#motion = { startSeconds, startTicks: positionTicks, rate, loop, durationTicks }
    if (hasClock) {
      this.#hear()
      this.#watchDevice(context, turn)
    }
    this.#follow(turn)
  }

  #firstChunk(song: SongSound): Promise<unknown> {
    const inSong = Math.max(0, this.store.getState().positionTicks - this.#film.headTicks)
    return song.chunk(Math.floor(inSong / song.chunkTicks))
  }

  #hear(): void {
    if (!this.#context || !this.#output || !this.#limiter || !this.#motion) return
    // The song alone goes through untouched, as in the render.
    const into = this.#placed.length > 0 ? this.#limiter : this.#output
    this.#schedule = startSound(this.#context, into, this.#motion, {
      song: this.#song,
      songStartTicks: this.#film.headTicks,
      clicks: this.#clicks,
      sounds: this.#placed,
    })
  }

  /** The context with the song's own sample rate, so that nothing is resampled before the device. */
  #wakeContext(): AudioContext | null {
    clearTimeout(this.#sleep)
    const sampleRate = this.#song?.sampleRate
    if (this.#context && sampleRate !== undefined && this.#context.sampleRate !== sampleRate) {
      void this.#context.close()
      this.#context = null
      this.#buffers.clear()
    }
    if (!this.#context && typeof AudioContext !== 'undefined') {
      this.#context = openContext(sampleRate)
      this.#output = new GainNode(this.#context, { gain: this.store.getState().isMuted ? 0 : 1 })
      this.#output.connect(this.#context.destination)
      this.#limiter = new DynamicsCompressorNode(this.#context, FULL_SCALE)
      this.#limiter.connect(this.#output)
      this.#heard = createHeardClock(this.#context)
      void this.#placeSounds()
    }
    return this.#context
  }

  /** Goes over to the system's clock where the device's stands still, as it does without a device. */
  #watchDevice(context: AudioContext, turn: number): void {
    const begun = context.currentTime
    setTimeout(() => {
      if (turn !== this.#turn || context.currentTime > begun) return
      this.#isDeaf = true
      this.#again()
    }, DEAF_AFTER_MS)
  }

  #follow(turn: number): void {
    const step = (): void => {
      if (turn !== this.#turn || !this.#motion) return
      const seconds = this.#clock()
      const { positionTicks } = this.store.getState()
      const now = Math.round(positionAt(this.#motion, seconds))
      if (isOver(this.#motion, seconds)) return this.pause()
      if (now !== positionTicks) this.store.setState({ positionTicks: now })
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  }

  /** Begins anew from where it is, with what has changed since. */
  #again(): void {
    if (!this.store.getState().isPlaying) return
    const positionTicks = this.nowTicks()
    this.#stop()
    this.store.setState({ positionTicks })
    void this.#start()
  }

  #stop(): void {
    this.#turn += 1
    this.#schedule?.stop()
    this.#schedule = null
    this.#motion = null
  }

  async #placeSounds(): Promise<void> {
    const sounds = this.#sounds
    const context = this.#context
    if (!context) return
    const placed = await Promise.all(
      sounds.map(async ({ url, ...place }): Promise<PlacedSound | null> => {
        const buffer = await this.#decode(context, url).catch(() => null)
        return buffer && { ...place, buffer }
      }),
    )
    if (sounds !== this.#sounds || context !== this.#context) return
    const isChange = placed.length > 0 || this.#placed.length > 0
    this.#placed = placed.filter(sound => sound !== null)
    if (isChange) this.#again()
  }

  #decode(context: AudioContext, url: string): Promise<AudioBuffer> {
    const known = this.#buffers.get(url)
    if (known) return known
    const decoding = fetchMade(url, {}, this.#leaving.signal)
      .then(response => response.arrayBuffer())
      .then(bytes => context.decodeAudioData(bytes))
    this.#buffers.set(url, decoding)
    decoding.catch(() => this.#buffers.delete(url))
    return decoding
  }
}

function systemSeconds(): number {
  return performance.now() / 1000
}

function openContext(sampleRate: number | undefined): AudioContext {
  try {
    return new AudioContext({ latencyHint: 'interactive', ...(sampleRate === undefined ? {} : { sampleRate }) })
  } catch {
    // A rate that the system's sound cannot do: the browser resamples.
    return new AudioContext({ latencyHint: 'interactive' })
  }
}

/** Waits for `work`, at most so long, and whatever becomes of it. */
async function soon(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>(resolve => (timer = setTimeout(resolve, ms)))
  await Promise.race([work.catch(() => {}), late])
  clearTimeout(timer)
}
