import type { OwnFamily, PickedSlot } from '#model/contract/services-contract.ts'
import type { ServiceState } from '#model/service-state.ts'

const states: Readonly<Record<ServiceState, string>> = {
  ready: 'Ready',
  untried: 'Not tried yet',
  'needs-key': 'Needs a key',
  unreachable: 'Not reachable',
  trouble: 'Trouble',
  'no-models': 'No models left',
}

const families: Readonly<Record<OwnFamily, string>> = {
  comfyui: 'ComfyUI',
  'sd-cpp': 'stable-diffusion.cpp',
  'openai-videos': 'Video server with OpenAI’s addresses',
}

const addressHints: Readonly<Record<OwnFamily, string>> = {
  comfyui: 'As its page is opened in a browser: http://192.168.1.20:8188',
  'sd-cpp': 'As it was started: http://192.168.1.20:1234',
  'openai-videos': 'What stands before /videos in its manual: http://192.168.1.20:8000/v1',
}

const slots: Readonly<Record<PickedSlot, string>> = {
  prompt: 'Prompt',
  negative: 'Words that must never show',
  seed: 'Seed',
  width: 'Width',
  height: 'Height',
  length: 'Length in frames',
  fps: 'Frame rate',
  startImage: 'First picture',
  endImage: 'Last picture',
  references: 'Pictures of people, places, things',
}

/** Services, their keys and models, and servers of one's own. */
export const servicesTexts = {
  intro: 'Who makes your takes. What a service costs is shown before anything is sent.',
  ownModels: (count: number, path: string) =>
    count === 0
      ? `Models that are newer than this program are read from ${path}, if there is one.`
      : `${count === 1 ? '1 model is' : `${count} models are`} read from ${path}.`,
  list: 'Services',
  states,
  inProgram: 'In this program',
  onThisComputer: (address: string) => `On this computer, ${address}`,
  tryNow: 'Try now',
  triesAgain: (time: string) => `It is tried again by itself at ${time}.`,
  waitsForYou: 'What is asked of it waits.',

  key: {
    save: 'Save',
    kept: 'Kept on this computer; it is never shown.',
    none: 'Kept on this computer, sent to this service alone, never shown again.',
    optional: 'Only if the server asks for one. It is kept on this computer and never shown.',
    replace: 'Type another to replace it',
    fromEnvironment: 'From the environment of this program; it is changed there.',
    remove: 'Remove key',
    whereToGet: 'Get one at',
  },

  test: {
    title: 'Connection',
    run: 'Test',
    hint: 'Asks whether it answers and takes the key. Costs nothing.',
    asking: (title: string) => `Asking ${title}…`,
    good: 'It works.',
    left: (balance: string) => `Left there: ${balance}.`,
  },

  models: {
    title: 'Models',
    count: (live: number) => (live === 1 ? '1 model' : `${live} models`),
    free: 'free',
    perSecond: (price: string) => `${price} a second`,
    perSecondFrom: (price: string) => `from ${price} a second`,
    perClip: (price: string) => `${price} a clip`,
    unknown: 'price not known before',
    seconds: (list: string) => `${list} s`,
    span: (least: string, most: string) => `${least} to ${most} s`,
    retired: (day: string) => `Shut down on ${day}`,
    successor: (title: string) => `Its maker names ${title} instead.`,
    own: 'Your workflow',
    removeWorkflow: (title: string) => `Remove the workflow ${title}`,
  },

  server: {
    add: 'Add a server…',
    addTitle: 'Add a server',
    changeTitle: (title: string) => `Change ${title}`,
    change: 'Change…',
    remove: 'Remove…',
    moveBack: 'Use the default address',
    kind: 'Kind',
    families,
    name: 'Name',
    address: 'Address',
    addressHints,
    ownModels: 'It makes what the shipped one makes; what is missing there, its test says.',
    models: 'Models',
    model: (number: number) => `Model ${number}`,
    modelName: 'Name at the server',
    sizes: 'Sizes',
    sizesHint: 'As 1280x720, 720x1280',
    seconds: 'Lengths in seconds',
    secondsHint: 'As 4, 8, 12',
    addModel: 'Add a model',
    removeModel: (number: number) => `Remove model ${number}`,
    isPaid: 'Its clips cost money',
    isExtended: 'Reads seed, counter-words and frame count too (vLLM-Omni, SGLang)',
    save: 'Save',
    badSizes: (name: string) => `The sizes of “${name}” are not as 1280x720, 720x1280.`,
    badSeconds: (name: string) => `The lengths of “${name}” are not as 4, 8, 12.`,
    noName: 'Each model needs its name.',
  },

  removal: {
    server: (title: string) => `Remove ${title}?`,
    serverBody: 'Its address, models and key go. Takes it has made stay.',
    workflow: (title: string) => `Remove ${title}?`,
    workflowBody:
      'The workflow’s file in the library goes; the one you took in stays where it is. Takes made with it stay.',
    confirm: 'Remove',
  },

  workflow: {
    add: 'Add a workflow…',
    choose: 'Choose a workflow',
    title: 'Add a workflow',
    intro:
      'Say what the studio fills in where. What it found by itself is chosen already; all else stays as it is in the workflow.',
    name: 'Name',
    output: 'The clip comes from',
    slots,
    notUsed: 'Not used',
    pick: 'Choose…',
    all: (count: number) => (count === 2 ? 'Both of them' : `All ${count} of them`),
    allCalledReference: (count: number) =>
      count === 2 ? 'Both that are called reference' : `All ${count} that are called reference`,
    candidate: (title: string, input: string, value: string) => `${title}, ${input}: ${value}`,
    emptyValue: 'empty',
    lengthRule: 'Lengths it can make',
    lengthRules: { 8: '8 n + 1 frames, as LTX', 4: '4 n + 1 frames, as Wan and Hunyuan', 1: 'Any number of frames' },
    fps: 'Frames per second',
    longest: 'Longest, in seconds',
    width: 'Width in pixels',
    height: 'Height in pixels',
    fills: 'What is filled in where',
    clip: 'The clips it makes',
    save: 'Add',
    added: (title: string) => `${title} can be chosen as a model now.`,
  },
} as const
