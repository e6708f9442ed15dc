import type { Family } from '../core/family.ts'
import type { Wire } from '../core/wire.ts'
import { comfyui } from './comfyui.ts'
import { fal } from './fal.ts'
import { geminiOmni } from './gemini-omni.ts'
import { openaiVideos } from './openai-videos.ts'
import { replicate } from './replicate.ts'
import { runway } from './runway.ts'
import { sdcpp } from './sdcpp.ts'

export const WIRES: Readonly<Record<Family, Wire>> = {
  'openai-videos': openaiVideos,
  'gemini-omni': geminiOmni,
  runway,
  fal,
  replicate,
  comfyui,
  sdcpp,
}
