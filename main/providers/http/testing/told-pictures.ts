import { crc32 } from 'node:zlib'

/** 47° 22' 37" N, as a camera writes it. */
export const PLACE = Buffer.from('0000002f0000000100000016000000010000002500000001', 'hex')
/** Words that a camera or program writes into a picture, and that would be found again. */
export const WORDS = ['Mara Lindqvist', 'xmpmeta', 'iPhone 47'] as const

/** For tests: the same JPEG as a camera that was held upright writes it: with the place, its maker, an XMP note and a film behind it. */
export function asTakenUpright(jpeg: Buffer): Buffer {
  const note = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:${WORDS[1]} by="${WORDS[0]}"/>`, 'latin1')
  return Buffer.concat([
    jpeg.subarray(0, 2),
    ...[segment(0xe1, exif()), segment(0xe1, note), segment(0xfe, Buffer.from(WORDS[2]))],
    ...[jpeg.subarray(2), Buffer.from(`ftypqt ${WORDS[0]}`)],
  ])
}

/** For tests: the same PNG with an author, a time and a place, one of them behind its pixels, and something after its end. */
export function asSavedWithWords(png: Buffer): Buffer {
  const [afterHeader, beforeEnd] = [33, png.length - 12]
  return Buffer.concat([
    png.subarray(0, afterHeader),
    ...[chunk('tEXt', Buffer.from(`Author\0${WORDS[0]}`)), chunk('tIME', Buffer.from('07e90b1b0c0000', 'hex'))],
    png.subarray(afterHeader, beforeEnd),
    chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0<x:${WORDS[1]}/>`)),
    ...[png.subarray(beforeEnd), Buffer.from(WORDS[2])],
  ])
}

/** For tests: the same PNG with a chunk that says how it was held, and where. */
export function asPngWithPlace(png: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), chunk('eXIf', exif().subarray(6)), png.subarray(33)])
}

function segment(marker: number, content: Buffer): Buffer {
  const length = content.length + 2
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** Held upright (orientation 6), and a GPS directory with the latitude. */
function exif(): Buffer {
  const header = ['4d4d002a00000008', '0002']
  const orientation = '011200030000000100060000'
  const gpsAt = '882500040000000100000026'
  const north = '00010002000000024e000000'
  const latitude = '000200050000000300000044'
  const directory = [...header, orientation, gpsAt, '00000000', '0002', north, latitude, '00000000']
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(directory.join(''), 'hex'), PLACE])
}
