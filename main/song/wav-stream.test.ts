import { expect, test } from 'vitest'
import { WavStream } from './wav-stream.ts'

function chunk(id: string, body: Buffer, sizeBytes = body.length): Buffer {
  const head = Buffer.alloc(8)
  head.write(id, 'latin1')
  head.writeUInt32LE(sizeBytes, 4)
  return Buffer.concat([head, body])
}

function format(tag: number, channels: number, sampleRate: number, extra = Buffer.alloc(0)): Buffer {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(tag, 0)
  body.writeUInt16LE(channels, 2)
  body.writeUInt32LE(sampleRate, 4)
  body.writeUInt16LE(32, 14)
  return chunk('fmt ', Buffer.concat([body, extra]))
}

function wav(formatChunk: Buffer, samples: number[]): Buffer {
  const floats = Buffer.from(Float32Array.from(samples).buffer)
  const body = [
    Buffer.from('WAVE'),
    formatChunk,
    chunk('LIST', Buffer.from('abc\0')),
    chunk('data', floats, 0xffffffff),
  ]
  return chunk('RIFF', Buffer.concat(body), 0xffffffff)
}

function read(bytes: Buffer, pieceBytes: number): { stream: WavStream; samples: number[] } {
  const stream = new WavStream()
  const samples: number[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    samples.push(...(stream.push(bytes.subarray(at, at + pieceBytes)) ?? []))
  return { stream, samples }
}

test.each([1, 3, 7, 64, 10_000])('reads a piped stream that comes in pieces of %i bytes', pieceBytes => {
  const { stream, samples } = read(wav(format(3, 2, 48_000), [0.5, -0.5, 0.25, 1]), pieceBytes)
  expect(stream.format).toEqual({ sampleRate: 48_000, channels: 2 })
  expect(samples).toEqual([0.5, -0.5, 0.25, 1])
})

test('reads an extensible header, leaves out half a sample frame at the end, and silences what is no number', () => {
  const extra = Buffer.alloc(24)
  extra.writeUInt16LE(22, 0)
  extra.writeUInt16LE(3, 8)
  const { stream, samples } = read(wav(format(0xfffe, 2, 96_000, extra), [NaN, 0.5, Infinity, 1, 0.25]), 50)
  expect(stream.format).toEqual({ sampleRate: 96_000, channels: 2 })
  expect(samples).toEqual([0, 0.5, 0, 1])
})

test('refuses what is not floats in a WAVE stream', () => {
  expect(() => read(wav(format(1, 1, 8000), [0]), 100)).toThrow('not 32-bit floats')
  expect(() => read(Buffer.from('OggS and more of it'), 100)).toThrow('not a WAVE stream')
})
