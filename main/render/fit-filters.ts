import { fitOf } from '#model/fit.ts'
import { inputMatrix } from '#main/media/input-matrix.ts'
import type { VideoProbe } from '#main/media/probe.ts'
import type { PictureFormat } from './picture-format.ts'

type FitSource = {
  readonly facts: { readonly width: number; readonly height: number }
  readonly hasSquarePixels: boolean
  readonly colour: Pick<VideoProbe['colour'], 'matrix'>
}

/** Scaling to the film's frame (R7), from whatever colours the source has to bt709. */
export function fitFilters(probe: FitSource, format: PictureFormat, label: string): string {
  const { width, height } = format
  const colours = `:in_color_matrix=${inputMatrix(probe)}`
  const square = probe.hasSquarePixels ? '' : 'scale=iw*sar:ih,setsar=1,'
  const finish = 'setsar=1,format=yuv420p'
  if (fitOf(probe.facts, format) === 'cover') {
    const isSameShape = probe.facts.width * height === probe.facts.height * width
    const grown = isSameShape ? '' : ':force_original_aspect_ratio=increase:force_divisible_by=2'
    const crop = isSameShape ? '' : `crop=${width}:${height},`
    return `${square}${scaleTo(`${width}:${height}`, colours + grown)},${crop}${finish}`
  }
  const small = { width: even(width / 16), height: even(height / 16) }
  const background = [
    `scale=${small.width}:${small.height}:force_original_aspect_ratio=increase:flags=area`,
    `crop=${small.width}:${small.height}`,
    'gblur=sigma=4',
    `scale=${width}:${height}:flags=bicubic`,
    'eq=brightness=-0.08',
  ]
  const whole = `${width}:${height}`
  const within = ':force_original_aspect_ratio=decrease:force_divisible_by=2'
  return [
    `${square}${scaleTo(whole, colours + within)},setsar=1,format=yuv420p,split[${label}f][${label}s]`,
    `[${label}s]${background.join(',')},setsar=1[${label}b]`,
    `[${label}b][${label}f]overlay=x=(W-w)/2:y=(H-h)/2:shortest=1,${finish}`,
  ].join(';')
}

/** `accurate_rnd`: without it a change of matrix darkens by up to six steps of 255, for one per cent of a render. */
export function scaleTo(size: string, more: string): string {
  return `scale=${size}:flags=lanczos+accurate_rnd:out_color_matrix=bt709:out_range=tv${more}`
}

function even(value: number): number {
  return Math.max(2, 2 * Math.round(value / 2))
}
