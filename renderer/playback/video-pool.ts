import { ticksFromFrames, TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'
import type { Picture } from './fitted-picture.ts'
import type { MediaFiles } from './media-files.ts'
import type { Run } from './preview.ts'
import { correctionOf, EARLY_SECONDS, runsNear, secondsToFrames, sourceSeconds } from './run-clock.ts'

/** Two that are seen in a dissolve, and some that are made ready; browsers decode no more at a time for long. */
const VIDEOS = 5
const READY_SECONDS = 2

/** What a take's file is, as far as playing it needs it. */
export type TakeFacts = {
  readonly width: number
  readonly height: number
  readonly rate: FrameRate
  readonly durationTicks: number
}

type Slot = {
  readonly video: HTMLVideoElement
  run: Run | null
  mediaId: string | null
  isProxy: boolean
  /** It was put where its run will begin. */
  isPlaced: boolean
}

/** The film's moment: where it is, how fast it plays, and the loop it runs in. */
export type Moment = {
  readonly filmTicks: number
  readonly frame: number
  readonly rate: number
  readonly loop: { readonly startFrame: number; readonly endFrame: number } | null
}

/** A few video elements that play the takes of a film, each made ready before it is seen, and kept to the film's clock. */
export class VideoPool {
  readonly #files: MediaFiles
  readonly #slots: Slot[] = []

  constructor(files: MediaFiles) {
    this.#files = files
  }

  /**
   * Gives every run that is seen or soon will be a video, and brings each to where it should be. Once a picture of the screen. Where
   * videos are left, those of `next` are opened: of another film that may be shown at the next key.
   */
  attend(
    runs: readonly Run[],
    moment: Moment,
    rate: FrameRate,
    facts: (mediaId: string) => TakeFacts | undefined,
    next: readonly { readonly run: Run | undefined; readonly atFrame: number }[] = [],
  ): void {
    const ahead = secondsToFrames(READY_SECONDS * Math.max(1, moment.rate), rate)
    const near = runsNear(runs, moment.frame, ahead, VIDEOS, moment.loop)
    const ready = next.flatMap(({ run, atFrame }) =>
      run && !near.some(({ key }) => key === run.key) ? [{ run, atFrame }] : [],
    )
    ready.length = Math.min(ready.length, VIDEOS - near.length)
    const wanted = [...near, ...ready.map(({ run }) => run)]
    for (const slot of this.#slots) if (slot.run && !wanted.some(run => run.key === slot.run?.key)) this.#free(slot)
    for (const { run, atFrame } of ready) place(this.#slotOf(run), run, ticksFromFrames(atFrame, rate))
    for (const run of near) {
      const slot = this.#slotOf(run)
      const startTicks = ticksFromFrames(run.startFrame, rate)
      const secondsBefore = (startTicks - moment.filmTicks) / (moment.rate * TICKS_PER_SECOND)
      const frameSeconds = frameSecondsOf(facts(run.mediaId))
      if (secondsBefore > EARLY_SECONDS) place(slot, run, startTicks - EARLY_SECONDS * moment.rate * TICKS_PER_SECOND)
      else steer(slot, run, moment, frameSeconds)
    }
  }

  /** The picture that a take's video shows now, where it shows one. */
  picture(mediaId: string, frame: number): Picture | null {
    const slot = this.#slots.find(({ run }) => isSeen(run, mediaId, frame))
    if (!slot || slot.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || slot.video.seeking) return null
    const { video, isProxy } = slot
    return { image: video, width: video.videoWidth, height: video.videoHeight, isProxy }
  }

  /** True where the browser cannot play what is seen now. A proxy that fails gives way to the file itself. */
  hasFailed(mediaId: string, frame: number): boolean {
    return this.#slots.some(
      ({ run, video, isProxy }) => isSeen(run, mediaId, frame) && !isProxy && video.error !== null,
    )
  }

  /** How far each video that is seen is from where it should be, in seconds. */
  drifts(filmTicks: number, frame: number): number[] {
    return this.#slots.flatMap(({ run, video }) =>
      run && run.startFrame <= frame && frame < run.endFrame ? [video.currentTime - sourceSeconds(run, filmTicks)] : [],
    )
  }

  /** Holds every video where it is. */
  rest(): void {
    for (const { video } of this.#slots) video.pause()
  }

  close(): void {
    for (const { video } of this.#slots) {
      video.pause()
      video.removeAttribute('src')
      video.load()
    }
    this.#slots.length = 0
  }

  #slotOf(run: Run): Slot {
    const own = this.#slots.find(slot => slot.run?.key === run.key)
    if (own) {
      own.run = run
      if (own.video.error) {
        if (own.isProxy && own.video.error.code !== MediaError.MEDIA_ERR_NETWORK) this.#files.distrust(run.mediaId)
        // Of an original in a foreign codec perhaps the proxy is there by now.
        this.#open(own, run.mediaId)
      }
      return own
    }
    const isFree = (slot: Slot): boolean => slot.run === null
    // One that has the file loaded already needs only a jump.
    const slot =
      this.#slots.find(slot => isFree(slot) && slot.mediaId === run.mediaId && slot.isProxy) ??
      (this.#slots.length < VIDEOS ? this.#add() : this.#slots.find(isFree)!)
    this.#open(slot, run.mediaId)
    slot.run = run
    slot.isPlaced = false
    return slot
  }

  /** Gives a video the best file there is, unless it has it. */
  #open(slot: Slot, mediaId: string): void {
    const file = this.#files.best(mediaId)
    if (slot.mediaId === mediaId && slot.isProxy === file.isProxy) return
    slot.video.src = file.url
    slot.mediaId = mediaId
    slot.isProxy = file.isProxy
    slot.isPlaced = false
  }

  #add(): Slot {
    const video = document.createElement('video')
    video.muted = true
    video.preload = 'auto'
    video.playsInline = true
    video.disableRemotePlayback = true
    const slot: Slot = { video, run: null, mediaId: null, isProxy: false, isPlaced: false }
    this.#slots.push(slot)
    return slot
  }

  #free(slot: Slot): void {
    slot.video.pause()
    slot.run = null
  }
}

function isSeen(run: Run | null, mediaId: string, frame: number): boolean {
  return run?.mediaId === mediaId && run.startFrame <= frame && frame < run.endFrame
}

function frameSecondsOf(facts: TakeFacts | undefined): number {
  return facts ? facts.rate.denominator / facts.rate.numerator : 1 / 24
}

/** Puts a video where it will begin, and waits there. */
function place(slot: Slot, run: Run, atTicks: number): void {
  if (slot.isPlaced) return
  slot.isPlaced = true
  slot.video.pause()
  slot.video.currentTime = Math.max(0, sourceSeconds(run, atTicks))
}

function steer({ video }: Slot, run: Run, moment: Moment, frameSeconds: number): void {
  if (video.readyState < HTMLMediaElement.HAVE_METADATA) return
  const wanted = sourceSeconds(run, moment.filmTicks)
  const durationSeconds = Number.isFinite(video.duration) ? video.duration : Infinity
  const now = { seconds: video.currentTime, durationSeconds, frameSeconds }
  const correction = correctionOf(wanted, now, run.speed * moment.rate)
  switch (correction.kind) {
    case 'hold':
      if (!video.paused) video.pause()
      if (!video.seeking && Math.abs(video.currentTime - correction.seconds) > frameSeconds)
        video.currentTime = correction.seconds
      break
    case 'jump':
      // While it still seeks, another wish would only make it begin again.
      if (!video.seeking) video.currentTime = correction.seconds
      start(video, correction.rate)
      break
    case 'play':
      start(video, correction.rate)
      break
  }
}

function start(video: HTMLVideoElement, rate: number): void {
  if (Math.abs(video.playbackRate - rate) > 0.005) video.playbackRate = rate
  // A start that is overtaken by a pause is no fault.
  if (video.paused) video.play().catch(() => {})
}
