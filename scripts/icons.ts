// Draws resources/icons/icon.png, and Windows' icon.ico of it: lit frames of a corridor, receding to the point where the film begins.
// Run it after changing the drawing: npx node scripts/icons.ts
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { mkdirSync, writeFileSync } from 'node:fs'

const SIZE = 1024
/** What macOS leaves free around an icon's tile. */
const MARGIN = 100
const TILE = SIZE - 2 * MARGIN
const CORNER = 185
const FRAMES = 4
const SHRINK = 0.72
const ASPECT = 0.86
/** Where the flight goes, off the middle so that it is going somewhere. */
const VANISHING = { x: SIZE * 0.555, y: SIZE * 0.475 }

const canvas = createCanvas(SIZE, SIZE)
const context = canvas.getContext('2d')
drawTile(context)
for (let index = 0; index < FRAMES; index++) drawFrame(context, index)
drawLight(context)
const folder = new URL('../resources/icons/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('icon.png', folder), canvas.toBuffer('image/png'))
writeFileSync(new URL('icon.ico', folder), windowsIcon([256, 64, 48, 32, 16]))

/** A head, an entry for each size, and then the pictures; 256 is written as 0. */
function windowsIcon(sizes: readonly number[]): Buffer {
  const pictures = sizes.map(size => {
    const small = createCanvas(size, size)
    small.getContext('2d').drawImage(canvas, 0, 0, size, size)
    return small.toBuffer('image/png')
  })
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index
    head.fill(sizes[index]! % 256, at, at + 2)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(picture.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += picture.length
  }
  return Buffer.concat([head, ...pictures])
}

function drawTile(to: SKRSContext2D): void {
  to.beginPath()
  to.roundRect(MARGIN, MARGIN, TILE, TILE, CORNER)
  to.clip()
  to.fillStyle = '#141210'
  to.fillRect(0, 0, SIZE, SIZE)
  const glow = to.createRadialGradient(VANISHING.x, VANISHING.y, 0, VANISHING.x, VANISHING.y, TILE * 0.62)
  glow.addColorStop(0, 'rgba(255, 176, 84, 0.9)')
  glow.addColorStop(0.3, 'rgba(190, 92, 48, 0.34)')
  glow.addColorStop(1, 'rgba(120, 60, 70, 0)')
  to.fillStyle = glow
  to.fillRect(0, 0, SIZE, SIZE)
}

/** The middle and size of a frame; 0 is the nearest. */
function frameAt(index: number) {
  const scale = 0.86 * SHRINK ** index
  const x = VANISHING.x + (SIZE / 2 - VANISHING.x) * scale
  const y = VANISHING.y + (SIZE / 2 - VANISHING.y) * scale
  return { scale, x, y, width: TILE * scale, height: TILE * scale * ASPECT }
}

/** Far frames are lighter and warmer, near ones wider and dimmer. */
function drawFrame(to: SKRSContext2D, index: number): void {
  const { scale, x, y, width, height } = frameAt(index)
  const depth = index / (FRAMES - 1)
  to.beginPath()
  to.roundRect(x - width / 2, y - height / 2, width, height, width * 0.1)
  to.lineWidth = 30 * scale + 3
  to.strokeStyle = mix([112, 62, 38], [255, 206, 128], depth)
  to.shadowColor = 'rgba(255, 150, 60, 0.55)'
  to.shadowBlur = 46 * scale + 8
  to.stroke()
}

/** The way in points forward, as a play button does. */
function drawLight(to: SKRSContext2D): void {
  const { x, y } = frameAt(FRAMES - 1)
  const reach = 84
  to.beginPath()
  to.moveTo(x - reach * 0.58, y - reach * 0.8)
  to.lineTo(x + reach * 0.9, y)
  to.lineTo(x - reach * 0.58, y + reach * 0.8)
  to.closePath()
  to.lineJoin = 'round'
  to.lineWidth = 24
  to.fillStyle = to.strokeStyle = '#fff4e0'
  to.shadowColor = 'rgba(255, 196, 110, 1)'
  to.shadowBlur = 80
  to.stroke()
  to.shadowBlur = 0
  to.fill()
}

type Rgb = readonly [number, number, number]

function mix(from: Rgb, to: Rgb, share: number): string {
  const [red, green, blue] = from.map((value, channel) => Math.round(value + ((to[channel] ?? value) - value) * share))
  return `rgb(${red}, ${green}, ${blue})`
}
