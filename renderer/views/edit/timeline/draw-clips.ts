import type { Clip } from '#model/sequence.ts'
import { sourceTicks } from '#model/edit/media.ts'
import { isNotChosen, sectionAt, takeOfClip } from '../../../editor/cut-facts.ts'
import { isClip, placedTracks, type PlacedClip, type PlacedItem } from '../../../editor/placed-clips.ts'
import { CLIP_HEAD, type Row } from '../../../editor/rows.ts'
import { xOf } from '../../../editor/view-span.ts'
import { drawFilmstrip } from '../../../playback/filmstrip.ts'
import { texts } from '../../../texts.ts'
import { drawFrames, drawMoments, drawTransition, drawTrimPoint } from './draw-over-clips.ts'
import { drawSeams } from './draw-seams.ts'
import { FONT, writeIn, writeWhole, type Pen, type Scene } from './scene.ts'

/** Narrower clips show no picture: thousands of slivers would cost more than they tell. */
const LEAST_PICTURE = 5
/** Narrower clips are a block of colour. */
const LEAST_NUMBER = 17
const LEAST_WORDS = 26

/** Every clip in sight, on its track. */
export function drawClips(pen: Pen, scene: Scene): void {
  for (const row of scene.rows) {
    const placed = placedTracks(scene.sequence).find(({ track }) => track.name === row.trackName)
    if (!placed || row.kind === 'song') continue
    const visible = inSight(placed.items, scene)
    for (const item of visible) {
      if (!isClip(item)) continue
      if (row.kind === 'picture') drawPicture(pen, scene, row, item)
      else drawSound(pen, scene, row, item)
    }
    // Over both of their clips.
    for (const { transition, startFrame } of visible)
      if (transition) drawTransition(pen, scene, row, transition, startFrame)
    if (row.kind === 'picture') drawMoments(pen, scene, row, visible)
    drawFrames(pen, scene, row, visible)
    if (row.kind === 'picture') drawSeams(pen, scene, row)
    if (row.kind === 'picture') drawTrimPoint(pen, scene, row)
  }
}

function inSight(items: readonly PlacedItem[], { span }: Scene): readonly PlacedItem[] {
  const lastFrame = span.leftFrame + span.width / span.pointsPerFrame
  return items.filter(({ startFrame, endFrame }) => endFrame >= span.leftFrame && startFrame <= lastFrame)
}

function drawPicture(pen: Pen, scene: Scene, row: Row, clip: PlacedClip): void {
  const { span, colours, facts, selection } = scene
  const { item } = clip
  const left = xOf(span, clip.startFrame)
  const width = Math.max(1, xOf(span, clip.endFrame) - left - 1)
  const isSelected = selection.has(item.id)
  const section = sectionAt(facts.sections, clip.startFrame)
  const colour = section ? colours.sections[section.label] : colours.lineStrong
  const picture = { x: left, y: row.y + CLIP_HEAD, width, height: row.height - CLIP_HEAD }
  if (width >= LEAST_PICTURE) {
    pen.fillStyle = colours.panel
    pen.fillRect(left, row.y, width, CLIP_HEAD)
    drawPictureOf(pen, scene, item, picture)
  } else {
    pen.fillStyle = isSelected ? colours.now : item.source.kind === 'missing' ? colours.raised : colours.control
    pen.fillRect(left, picture.y, width, picture.height)
  }
  pen.fillStyle = isSelected ? colours.now : colour
  pen.globalAlpha = isSelected ? 1 : 0.3
  pen.fillRect(left, row.y, width, CLIP_HEAD)
  pen.globalAlpha = 1
  if (!isSelected) pen.fillRect(left, row.y, width, 2)
  if (item.isOff) drawOff(pen, scene, picture)
  if (scene.moving.has(item.id)) {
    pen.globalAlpha = 0.22
    pen.fillStyle = colours.now
    pen.fillRect(left, row.y, width, row.height)
    pen.globalAlpha = 1
  }
  if (width >= LEAST_NUMBER) writeHead(pen, scene, row, clip, { left, width, isSelected })
}

function writeHead(
  pen: Pen,
  { colours, facts }: Scene,
  row: Row,
  { item }: PlacedClip,
  { left, width, isSelected }: { left: number; width: number; isSelected: boolean },
): void {
  const shot = item.shotId === null ? undefined : facts.shots.get(item.shotId)
  const middle = row.y + CLIP_HEAD / 2 + 1.5
  const start = Math.max(left, 0)
  let right = left + width - (width < LEAST_WORDS ? 1 : 4)
  pen.textBaseline = 'middle'
  pen.font = `520 11px ${FONT}`
  for (const badge of badgesOf(item, facts)) {
    const badgeWidth = pen.measureText(badge.words).width + 8
    if (right - badgeWidth < start + LEAST_WORDS + 12) {
      if (badge.isWarning && right - 14 > start + LEAST_WORDS) {
        drawUnchosen(pen, isSelected ? colours.onNow : colours.warn, right - 6, middle - 0.5)
        right -= 14
      }
      break
    }
    pen.fillStyle = badge.isWarning ? colours.warnWash : colours.control
    pen.beginPath()
    pen.roundRect(right - badgeWidth, row.y + 4, badgeWidth, CLIP_HEAD - 6, 2)
    pen.fill()
    pen.fillStyle = badge.isWarning ? colours.warn : colours.text
    pen.fillText(badge.words, right - badgeWidth + 4, middle)
    right -= badgeWidth + 4
  }
  pen.fillStyle = isSelected ? colours.onNow : colours.text
  const x = start + (width < LEAST_WORDS ? 3 : 6)
  pen.font = `650 11.5px ${FONT}`
  const number = shot ? String(shot.number) : ''
  const used = writeIn(pen, number, x, middle, right - x)
  pen.font = `480 11.5px ${FONT}`
  writeIn(pen, shot?.title ?? '', x + used + (used > 0 ? 5 : 0), middle, right - x - used - 5)
}

/** The dotted ring of a take that nobody has circled. */
function drawUnchosen(pen: Pen, colour: string, x: number, y: number): void {
  pen.save()
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  pen.setLineDash([2, 1.6])
  pen.beginPath()
  pen.arc(x, y, 4, 0, 2 * Math.PI)
  pen.stroke()
  pen.restore()
}

function badgesOf(item: Clip, facts: Scene['facts']): { words: string; isWarning: boolean }[] {
  const { numerator, denominator } = item.speed
  const percent = Math.round((100 * numerator) / denominator)
  return [
    ...(percent === 100 ? [] : [{ words: texts.edit.viewer.speed(percent), isWarning: false }]),
    ...(isNotChosen(facts, item) ? [{ words: texts.edit.timeline.notChosen, isWarning: true }] : []),
  ]
}

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

function drawPictureOf(pen: Pen, scene: Scene, item: Clip, area: Area): void {
  const { span, colours, facts, strips, sequence } = scene
  const visible = { fromX: Math.max(0, area.x), toX: Math.min(span.width, area.x + area.width) }
  if (item.source.kind === 'missing') {
    drawCard(pen, scene, area, texts.edit.timeline.missing)
    return
  }
  // What its picture comes over, once it is there.
  pen.fillStyle = colours.raised
  pen.fillRect(area.x, area.y, area.width, area.height)
  if (item.source.kind === 'still') drawStill(pen, strips.still(item.source.mediaId), area)
  if (item.source.kind !== 'take') return
  const source = facts.sources.get(item.source.mediaId)
  const strip = strips.get(item.source.mediaId)
  if (facts.missing.has(item.source.mediaId) || strips.hasFailed(item.source.mediaId)) {
    drawCard(pen, scene, area, texts.edit.timeline.unreadable)
    return
  }
  if (!strip || !source) return
  const shown = {
    startTicks: item.sourceStartTicks,
    endTicks: item.sourceStartTicks + sourceTicks(item, item.frameCount, sequence.rate),
    durationTicks: source.durationTicks,
  }
  drawFilmstrip(pen, strip, shown, area, visible)
  if (takeOfClip(facts, item)?.judgement === 'rejected') {
    pen.globalAlpha = 0.55
    pen.fillStyle = colours.well
    pen.fillRect(area.x, area.y, area.width, area.height)
    pen.globalAlpha = 1
  }
}

/** A board frame, once, filling its clip as the film does. */
function drawStill(pen: Pen, image: ImageBitmap | null, area: Area): void {
  if (!image) return
  const width = Math.min(area.width, (area.height * image.width) / image.height)
  const scale = area.height / image.height
  pen.drawImage(image, 0, 0, width / scale, image.height, area.x, area.y, width, area.height)
}

/** A card: hatched, with the words that say why where there is room for them. */
function drawCard(pen: Pen, { colours }: Scene, area: Area, words: string): void {
  pen.save()
  pen.beginPath()
  pen.rect(area.x, area.y, area.width, area.height)
  pen.clip()
  pen.fillStyle = colours.raised
  pen.fillRect(area.x, area.y, area.width, area.height)
  pen.strokeStyle = colours.line
  pen.lineWidth = 1
  pen.beginPath()
  for (let x = area.x - area.height; x < area.x + area.width; x += 9) {
    pen.moveTo(x, area.y + area.height)
    pen.lineTo(x + area.height, area.y)
  }
  pen.stroke()
  pen.fillStyle = colours.soft
  pen.font = `480 11px ${FONT}`
  pen.textBaseline = 'middle'
  const x = Math.max(area.x, 0) + 6
  writeWhole(pen, words, x, area.y + area.height / 2, area.x + area.width - x - 4)
  pen.restore()
}

function drawSound(pen: Pen, scene: Scene, row: Row, clip: PlacedClip): void {
  const { span, colours, facts, selection } = scene
  const { item } = clip
  const left = xOf(span, clip.startFrame)
  const width = Math.max(1, xOf(span, clip.endFrame) - left - 1)
  const isSelected = selection.has(item.id)
  pen.fillStyle = isSelected ? colours.now : colours.control
  pen.beginPath()
  pen.roundRect(left, row.y + 2, width, row.height - 4, 3)
  pen.fill()
  if (item.level) {
    const top = row.y + 2
    const bottom = row.y + row.height - 2
    pen.fillStyle = colours.app
    pen.globalAlpha = 0.6
    const fadeIn = item.level.fadeInFrames * span.pointsPerFrame
    const fadeOut = item.level.fadeOutFrames * span.pointsPerFrame
    pen.beginPath()
    pen.moveTo(left, bottom)
    pen.lineTo(left, top)
    pen.lineTo(left + fadeIn, top)
    pen.fill()
    pen.beginPath()
    pen.moveTo(left + width, bottom)
    pen.lineTo(left + width, top)
    pen.lineTo(left + width - fadeOut, top)
    pen.fill()
    pen.globalAlpha = 1
  }
  const source = item.source.kind === 'sound' ? facts.sources.get(item.source.mediaId) : undefined
  pen.fillStyle = isSelected ? colours.onNow : colours.text
  pen.font = `480 11.5px ${FONT}`
  pen.textBaseline = 'middle'
  const name = source?.fileName.replace(/\.\w+$/, '') ?? ''
  writeIn(pen, name, Math.max(left, 0) + 7, row.y + row.height / 2 + 0.5, left + width - Math.max(left, 0) - 12)
  if (item.isOff) drawOff(pen, scene, { x: left, y: row.y + 2, width, height: row.height - 4 })
}

/** What is switched off: dimmed, and struck through. */
function drawOff(pen: Pen, { colours }: Scene, { x, y, width, height }: Area): void {
  pen.globalAlpha = 0.72
  pen.fillStyle = colours.well
  pen.fillRect(x, y, width, height)
  pen.globalAlpha = 1
  pen.strokeStyle = colours.soft
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(x, y + height)
  pen.lineTo(x + width, y)
  pen.stroke()
}
