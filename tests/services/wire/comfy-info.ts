import type { Desk } from '../core/desk.ts'
import { FILE_INPUTS, isOutputNode } from './comfy-graph.ts'

/** What `/object_info` says of these node types: of their inputs only those that name files. */
export function objectInfo(desk: Desk, nodes: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    nodes.map(name => [
      name,
      {
        input: {
          required: Object.fromEntries((FILE_INPUTS[name] ?? []).map(input => [input, [filesFor(desk, input), {}]])),
        },
        output: [],
        name,
        display_name: name,
        description: '',
        category: 'test',
        output_node: isOutputNode(name),
      },
    ]),
  )
}

function filesFor(desk: Desk, input: string): readonly string[] {
  if (input !== 'image' && input !== 'file') return desk.settings.comfyui.models[input] ?? []
  return desk.books.uploads.filter(({ family }) => family === 'comfyui').map(({ name }) => name)
}

const FOLDERS: Readonly<Record<string, string>> = {
  diffusion_models: 'unet_name',
  loras: 'lora_name',
  text_encoders: 'clip_name',
  vae: 'vae_name',
}

/** The files in a folder of models; none in one it does not have. */
export function modelFiles(desk: Desk, folder: string): readonly string[] {
  return desk.settings.comfyui.models[FOLDERS[folder] ?? ''] ?? []
}

export function systemStats(isNewer: boolean): unknown {
  const gigabytes = 1024 ** 3
  return {
    system: {
      os: 'posix',
      ram_total: 64 * gigabytes,
      ram_free: 32 * gigabytes,
      comfyui_version: isNewer ? '0.32.0' : '0.3.65',
      python_version: '3.12.3',
      pytorch_version: '2.9.0',
      embedded_python: false,
      argv: ['main.py'],
    },
    devices: [{ name: 'cuda:0 Test', type: 'cuda', index: 0, vram_total: 24 * gigabytes, vram_free: 20 * gigabytes }],
  }
}

export const features = { supports_preview_metadata: true, max_upload_size: 104_857_600 }
