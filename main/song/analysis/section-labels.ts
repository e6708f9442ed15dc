import type { SectionLabel } from '#model/song.ts'
import { meanBar, type BarFeatures, type BarSpan } from './bar-features.ts'

/** Sections whose mean bars are closer than this (in the units of BarFeatures) are the same part coming back. */
const SAME_PART_DISTANCE = 0.65
/** An intro or outro is at most this share of the song. */
const LONGEST_EDGE_SHARE = 0.25
/** A break has less than this share of the song's usual kick; a drop comes out of such a passage with the kick back. */
const BREAK_KICK_SHARE = 0.45
const DROP_KICK_SHARE = 0.9

/**
 * Names the sections by what they do: the loudest part that comes back is the chorus (or a drop, where it bursts out of a passage without kick),
 * other parts are verses; the longest part of the second half that never comes back is the bridge, one that loses its drums a break.
 */
export function labelSections(features: BarFeatures, spans: readonly BarSpan[]): SectionLabel[] {
  if (spans.length === 1) return ['verse']
  const parts = groupIntoParts(features, spans)
  const energies = spans.map(
    span => meanOver(features.levelDb, span) + 6 * Math.log2(0.3 + meanOver(features.kick, span)),
  )
  const kicks = spans.map(span => meanOver(features.kick, span))
  const usualKick = percentile(kicks, 0.7)
  const isWithoutKick = kicks.map(kick => kick < BREAK_KICK_SHARE * usualKick)
  const chorusPart = loudestPart(spans, parts, energies)
  const medianEnergy = percentile(energies, 0.5)
  const last = spans.length - 1
  const bridge = longestOnlyOnce(spans, parts)

  return spans.map((span, i) => {
    const share = (span.to - span.from) / features.barCount
    const isChorus = parts[i] === chorusPart
    if (i === 0 && share <= LONGEST_EDGE_SHARE && !isChorus) return 'intro'
    if (i === last && share <= LONGEST_EDGE_SHARE && (!isChorus || energies[i]! < medianEnergy)) return 'outro'
    if (isChorus) return i > 0 && isWithoutKick[i - 1] && kicks[i]! > DROP_KICK_SHARE * usualKick ? 'drop' : 'chorus'
    if (isWithoutKick[i] && energies[i]! < medianEnergy && i > 0) return 'break'
    if (i === bridge) return 'bridge'
    return 'verse'
  })
}

/** Numbers the parts in order of appearance; sections that sound alike share a number. */
function groupIntoParts(features: BarFeatures, spans: readonly BarSpan[]): number[] {
  const means = spans.map(span => meanBar(features, span))
  const firstOfPart: Float64Array[] = []
  return means.map(mean => {
    let nearest = -1
    let nearestDistance = SAME_PART_DISTANCE
    firstOfPart.forEach((other, part) => {
      const distance = Math.hypot(...mean.map((value, k) => value - other[k]!))
      if (distance < nearestDistance) {
        nearest = part
        nearestDistance = distance
      }
    })
    if (nearest >= 0) return nearest
    firstOfPart.push(mean)
    return firstOfPart.length - 1
  })
}

/** The longest section of the song's second half, its end left out, whose part is heard nowhere else; -1 if there is none. */
function longestOnlyOnce(spans: readonly BarSpan[], parts: readonly number[]): number {
  let longest = -1
  for (let i = Math.ceil(spans.length / 2); i < spans.length - 1; i++) {
    if (parts.indexOf(parts[i]!) !== parts.lastIndexOf(parts[i]!)) continue
    const isLonger = longest < 0 || spans[i]!.to - spans[i]!.from > spans[longest]!.to - spans[longest]!.from
    if (isLonger) longest = i
  }
  return longest
}

/** The most energetic part; one that comes back is preferred to a single outburst. */
function loudestPart(spans: readonly BarSpan[], parts: readonly number[], energies: readonly number[]): number {
  const partCount = Math.max(...parts) + 1
  const ranked = Array.from({ length: partCount }, (_, part) => {
    const members = spans.map((_, i) => i).filter(i => parts[i] === part)
    const energy = members.reduce((sum, i) => sum + energies[i]!, 0) / members.length
    return { part, energy: energy + (members.length > 1 ? 3 : 0) }
  })
  return ranked.reduce((a, b) => (b.energy > a.energy ? b : a)).part
}

function meanOver(values: Float32Array, span: BarSpan): number {
  let sum = 0
  for (let bar = span.from; bar < span.to; bar++) sum += values[bar]!
  return sum / (span.to - span.from)
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}
