// Runs in the browser's sound thread: hands every block that is heard to the page, with the frame of the context's clock it begins at.
class Ear extends AudioWorkletProcessor {
  process([input]) {
    const channel = input[0]
    if (channel) this.port.postMessage({ frame: currentFrame, samples: channel.slice() })
    return true
  }
}
registerProcessor('ear', Ear)
