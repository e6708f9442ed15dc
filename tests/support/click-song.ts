import { writeFileSync } from 'node:fs'

const RATE = 8_000

/** Writes a song of clicks, two a second, as a WAV file: small, made at once, and with beats to hear. */
export function writeClickWav(path: string, seconds: number): void {
  const samples = new Int16Array(seconds * RATE)
  for (let at = 0; at < samples.length; at++) {
    const inBeat = at % (RATE / 2)
    if (inBeat < 80) samples[at] = Math.round(24_000 * Math.sin((2 * Math.PI * 1_000 * inBeat) / RATE))
  }
  const header = Buffer.alloc(44)
  header.write('RIFF')
  header.writeUInt32LE(36 + samples.byteLength, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(2 * RATE, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.byteLength, 40)
  writeFileSync(path, Buffer.concat([header, Buffer.from(samples.buffer)]))
}
