/** What of the sound was louder than this is a mark. */
const LOUD = 0.35

/** What was heard: where the marks lie on the context's clock, and the longest silence between them, all in sample frames. */
export type Heard = { readonly markFrames: number[]; readonly longestSilence: number; readonly frames: number }

/** Listens to everything that a page sends to its sound device from now on; `forget` begins with the marks anew. */
export function listen(): { heard: () => Heard; forget: () => void } {
  const markFrames: number[] = []
  let [longestSilence, silence, frames, lastMark] = [0, 0, 0, -Infinity]
  const hear = ({ frame, samples }: { frame: number; samples: Float32Array }): void => {
    frames += samples.length
    for (const [index, sample] of samples.entries()) {
      silence = Math.abs(sample) < 1e-4 ? silence + 1 : 0
      if (markFrames.length > 0) longestSilence = Math.max(longestSilence, silence)
      if (Math.abs(sample) < LOUD || frame + index - lastMark < 1000) continue
      lastMark = frame + index
      markFrames.push(lastMark)
    }
  }
  const { connect } = AudioNode.prototype as { connect: (this: AudioNode, ...to: unknown[]) => AudioNode }
  const ears = new WeakMap<BaseAudioContext, Promise<AudioWorkletNode>>()
  AudioNode.prototype.connect = function connectAndHear(this: AudioNode, ...args: unknown[]) {
    const [to] = args
    if (to instanceof AudioDestinationNode) {
      const { context } = this
      const ear =
        ears.get(context) ??
        context.audioWorklet.addModule('/ear.js').then(() => {
          const node = new AudioWorkletNode(context, 'ear', { numberOfOutputs: 1 })
          node.port.addEventListener('message', ({ data }) => hear(data as { frame: number; samples: Float32Array }))
          node.port.start()
          connect.call(node, context.destination)
          return node
        })
      ears.set(context, ear)
      void ear.then(node => connect.call(this, node))
    }
    return connect.apply(this, args)
  }
  return {
    heard: () => ({ markFrames: [...markFrames], longestSilence, frames }),
    forget() {
      markFrames.length = 0
      longestSilence = 0
    },
  }
}
