import type { Family } from './family.ts'

/** How a job comes to its end: after so many polls that see it unfinished, after a time, or when a test says so. */
export type Pace = { readonly polls: number } | { readonly ms: number } | 'manual'

/**
 * Where a link inside an answer leads. `other` is a second address that serves the same; `redirect` answers 302 first, and
 * `loop` does so for ever.
 */
export type LinkTarget =
  | { readonly to: 'own' }
  | { readonly to: 'other' }
  | { readonly to: 'https' }
  | { readonly to: 'loop' }
  | { readonly to: 'url'; readonly url: string }
  | { readonly to: 'redirect'; readonly target: LinkTarget }

export type LinkKind = 'poll' | 'output' | 'upload'

export type CommonSettings = {
  /** Keys that are accepted; none: the service asks for no key. */
  keys: readonly string[]
  /** What is left, in the service's own unit; null: it does not count. */
  credit: number | null
  /** What a job costs, in that unit. Failed jobs are given back; refused and cancelled ones are not. */
  price: number
  /** Jobs that run at once; more wait. */
  concurrency: number
  pace: Pace
  links: Record<LinkKind, LinkTarget>
  /** Asking about a job again gives a new link for a dead one. Confirmed by the makers for Runway only. */
  doesRenewLinks: boolean
  /** Every answer with words in it repeats the key that came, as it is and as it stands in a URL and in base64. */
  doesEchoKey: boolean
}

type Quirks = {
  'openai-videos': {
    /** `sora` allows only the lengths and sizes of the first service of this kind; others take any. */
    checks: 'open' | 'sora'
    /** Whether a wrong request is answered in OpenAI's style or as FastAPI does (422). */
    errors: 'openai' | 'fastapi'
    /** Some servers say `processing` and `succeeded`. */
    words: 'openai' | 'processing'
    /** Some resellers answer a download with 302 and a link, which needs no key. */
    content: 'bytes' | 'redirect'
    models: readonly string[]
  }
  'gemini-omni': {
    /** `inline` puts the clip into the answer though `uri` was asked for; reported once, not confirmed by the makers. */
    delivery: 'as-asked' | 'inline'
    isErrorInArray: boolean
    /** Whether a GET repeats the inputs when `include_input` is not given; not confirmed by the makers. */
    doesEchoInput: boolean
    /** Not confirmed by the makers. */
    wrongKeyStatus: 400 | 401 | 403
    models: readonly string[]
  }
  runway: {
    /** Not confirmed by the makers. */
    outOfCreditStatus: 400 | 402 | 403
  }
  fal: {
    /** A wrong input is found where the model runs, so it shows at the result; a gateway may find it earlier. */
    checksAt: 'result' | 'submit'
    /** Not confirmed by the makers. */
    moderationType: string
    /** Of a locked account; not confirmed by the makers. */
    lockedStatus: 402 | 403
  }
  replicate: {
    output: 'string' | 'array'
    pageSize: number
  }
  comfyui: {
    /** Newer servers refuse a `prompt_id` that is no UUID and have `/api/jobs`. */
    isNewer: boolean
    /** What a second POST with the same `prompt_id` does. The servers known today, newer ones too, queue it twice. */
    duplicates: 'queue-twice' | 'reject'
    /** Under which name a node lists its video. */
    outputKey: 'images' | 'videos' | 'gifs'
    /** Node types that are installed. */
    nodes: readonly string[]
    /** Model files that are installed, by loader input, as `unet_name`. An input not named here takes any file. */
    models: Readonly<Record<string, readonly string[]>>
  }
  sdcpp: {
    /** Containers the server was built with. */
    formats: readonly string[]
    maxQueue: number
  }
}

/** Plain data that a test may change at any time; what is changed holds from the next request on. */
export type Settings = { [F in Family]: CommonSettings & Quirks[F] }

const COMFY_NODES = [
  'CLIPLoader',
  'CLIPTextEncode',
  'CreateVideo',
  'EmptyHunyuanLatentVideo',
  'EmptyHunyuanVideo15Latent',
  'EmptyLTXVLatentVideo',
  'HunyuanVideo15ImageToVideo',
  'KSampler',
  'KSamplerAdvanced',
  'LTXVAddGuide',
  'LTXVImgToVideoInplace',
  'LoadImage',
  'LoadVideo',
  'LoraLoaderModelOnly',
  'MiniMaxH3AddGuide',
  'MiniMaxH3ImageToVideo',
  'ModelSamplingSD3',
  'SaveAnimatedWEBP',
  'SaveImage',
  'SaveVideo',
  'SaveWEBM',
  'UNETLoader',
  'VAEDecode',
  'VAEDecodeTiled',
  'VAELoader',
  'VHS_VideoCombine',
  'Wan22ImageToVideoLatent',
  'WanFirstLastFrameToVideo',
  'WanImageToVideo',
]

const noises = (kind: string): string[] =>
  ['high', 'low'].map(noise => `wan2.2_${kind}_${noise}_noise_14B_fp8_scaled.safetensors`)

const COMFY_MODELS: Readonly<Record<string, readonly string[]>> = {
  unet_name: [
    ...noises('t2v'),
    ...noises('i2v'),
    'wan2.2_ti2v_5B_fp16.safetensors',
    'hunyuanvideo1.5_720p_t2v_fp16.safetensors',
    'hunyuanvideo1.5_720p_i2v_fp16.safetensors',
  ],
  clip_name: ['umt5_xxl_fp8_e4m3fn_scaled.safetensors'],
  vae_name: ['wan_2.1_vae.safetensors', 'wan2.2_vae.safetensors'],
}

function common(keys: readonly string[]): CommonSettings {
  return {
    keys,
    credit: null,
    price: 1,
    concurrency: 4,
    pace: { polls: 2 },
    links: { poll: { to: 'own' }, output: { to: 'own' }, upload: { to: 'own' } },
    doesRenewLinks: true,
    doesEchoKey: false,
  }
}

/** Every service as it is met on a good day. The key of a paid one is `test-key`; the local ones have none. */
export function defaultSettings(): Settings {
  const paid = ['test-key']
  return {
    'openai-videos': {
      ...common(paid),
      checks: 'open',
      errors: 'openai',
      words: 'openai',
      content: 'bytes',
      models: ['wan2.2'],
    },
    'gemini-omni': {
      ...common(paid),
      delivery: 'as-asked',
      isErrorInArray: false,
      doesEchoInput: false,
      wrongKeyStatus: 400,
      models: ['gemini-omni-1.1-flash', 'gemini-omni-1.2-flash'],
    },
    runway: { ...common(paid), price: 60, outOfCreditStatus: 400 },
    fal: { ...common(paid), checksAt: 'result', moderationType: 'content_policy_violation', lockedStatus: 403 },
    replicate: { ...common(paid), output: 'string', pageSize: 100 },
    comfyui: {
      ...common([]),
      concurrency: 1,
      isNewer: false,
      duplicates: 'queue-twice',
      outputKey: 'images',
      nodes: COMFY_NODES,
      models: COMFY_MODELS,
    },
    sdcpp: { ...common([]), concurrency: 1, formats: ['webm', 'webp', 'avi'], maxQueue: 16 },
  }
}
