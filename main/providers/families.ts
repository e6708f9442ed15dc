import type { Family } from '#model/catalogue.ts'
import { createFalProvider } from './fal/fal-provider.ts'
import { createGeminiOmniProvider } from './gemini-omni/gemini-omni-provider.ts'
import { createComfyuiProvider } from './comfyui/comfyui-provider.ts'
import { createOpenaiVideosProvider } from './openai-videos/openai-videos-provider.ts'
import type { Provider } from './port.ts'
import { createReplicateProvider } from './replicate/replicate-provider.ts'
import { createRunwayProvider } from './runway/runway-provider.ts'
import { createSdCppProvider } from './sd-cpp/sd-cpp-provider.ts'
import type { ServiceContext } from './service-context.ts'

/** The adapters of services that are spoken with over the network, by their wire format. A new one is a folder and a line here. */
export const FAMILY_PROVIDERS: Readonly<Partial<Record<Family, (context: ServiceContext) => Provider>>> = {
  'openai-videos': createOpenaiVideosProvider,
  replicate: createReplicateProvider,
  runway: createRunwayProvider,
  'gemini-omni': createGeminiOmniProvider,
  fal: createFalProvider,
  comfyui: createComfyuiProvider,
  'sd-cpp': createSdCppProvider,
}

/** Those whose services list their jobs: their adapters have `list`. */
export const LISTING_FAMILIES: ReadonlySet<Family> = new Set<Family>(['openai-videos', 'replicate'])
