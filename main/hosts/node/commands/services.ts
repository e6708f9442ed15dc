import { Command, InvalidArgumentError, Option } from 'commander'
import type { Studio } from '#main/app.ts'
import { OWN_FAMILIES, type OwnFamily, type ServiceFacts } from '#model/contract/services-contract.ts'
import { dollars } from '#model/dollars.ts'
import { StudioError } from '#model/errors.ts'
import { parseSeconds, parseSize } from '../option-values.ts'
import { runInStudio, withCommonOptions, type CommandAnswer, type CommonOptions } from '../run-command.ts'
import { readSecret } from '../read-secret.ts'
import { servicesTable } from '../services-table.ts'

/** `services`, and what can be done with one of them. Options of all stand behind any of these words. */
export function servicesCommand(): Command {
  const command = new Command('services')
    .description('list the services that make takes, test them, give them keys, add your own servers')
    .exitOverride()
    .showHelpAfterError('(see --help)')
  withCommonOptions(command).action((options: CommonOptions) => inServices(options, list))
  addTest(command)
  addKey(command)
  addAdd(command)
  addRemove(command)
  return command
}

type Services = Studio['services']

function inServices(
  options: CommonOptions,
  work: (services: Services, signal: AbortSignal) => Promise<CommandAnswer> | CommandAnswer,
): Promise<void> {
  return runInStudio({ ...options, mustExist: options.library !== undefined }, async ({ studio, signal }) =>
    work(studio.services, signal),
  )
}

function list(services: Services): CommandAnswer {
  const found = services.list()
  return { json: { services: found }, text: servicesTable(found) }
}

function addTest(parent: Command): void {
  const command = parent
    .command('test')
    .description('ask a service whether it answers and takes its key; costs nothing')
  withCommonOptions(command.argument('<id>', 'the service, as `services` lists it')).action((id: string) =>
    inServices(command.optsWithGlobals(), async (services, signal) => {
      const { trouble, balance, notes } = await services.test(id, signal)
      if (trouble !== null) throw new StudioError('services/test-failed', trouble)
      const left = balance === null ? [] : [`left there: ${balanceText(balance)}`]
      return { json: { id, balance, notes }, text: [`${titleOf(services, id)} works.`, ...left, ...notes].join('\n') }
    }),
  )
}

function balanceText(balance: { readonly microUsd: number } | { readonly text: string }): string {
  return 'text' in balance ? balance.text : dollars(balance.microUsd)
}

function addKey(parent: Command): void {
  const command = parent
    .command('key')
    .description('give a service its key, read from standard input, never from an argument')
    .argument('<id>', 'the service, as `services` lists it')
    .option('--remove', 'remove the key it has')
  withCommonOptions(command).action((id: string) => {
    const options = command.optsWithGlobals<CommonOptions & { readonly remove?: boolean }>()
    return inServices(options, async services => {
      const title = titleOf(services, id)
      if (options.remove) {
        services.removeKey(id)
        return { json: { id, hasKey: false }, text: `${title} has no key any more.` }
      }
      services.setKey(id, await readSecret(`Key of ${title} (it is not shown): `))
      const text = `${title} has its key. Try it with \`services test ${id}\`.`
      return { json: { id, hasKey: true }, text }
    })
  })
}

type AddOptions = CommonOptions & {
  readonly title?: string
  readonly model?: readonly string[]
  readonly size?: readonly { readonly width: number; readonly height: number }[]
  readonly seconds?: readonly number[]
  readonly paid?: boolean
  readonly extended?: boolean
}

const FAMILY_TITLES: Readonly<Record<OwnFamily, string>> = {
  'openai-videos': 'Video server',
  comfyui: 'ComfyUI',
  'sd-cpp': 'stable-diffusion.cpp',
}

function addAdd(parent: Command): void {
  const command = parent
    .command('add')
    .description('add a server of your own')
    .argument('<family>', `how it is spoken with: ${OWN_FAMILIES.join(', ')}`, parseFamily)
    .argument('<url>', 'its address, as http://192.168.1.20:8188; of openai-videos with what stands before /videos')
    .option('--title <name>', 'what it is called (default: its kind and address)')
    .option('--model <name>', 'openai-videos: a model, as the server calls it; may be said several times', collect())
    .addOption(sizeOption())
    .option('--seconds <list>', 'openai-videos: the lengths its clips may have, as 4,8,12', parseList)
    .option('--paid', 'openai-videos: its clips cost money')
    .option('--extended', 'openai-videos: it reads seed, counter-words and frame count too, as vLLM-Omni and SGLang do')
  withCommonOptions(command).action((family: OwnFamily, address: string) => {
    const options = command.optsWithGlobals<AddOptions>()
    return inServices(options, services => {
      const { serviceId: id } = services.addServer({
        ...{ family, address, isPaid: options.paid === true, isExtended: options.extended === true },
        title: options.title ?? `${FAMILY_TITLES[family]} at ${hostIn(address)}`,
        models: modelsIn(options),
      })
      const text = `${titleOf(services, id)} is added as ${id}. Try it with \`services test ${id}\`.`
      return { json: { id }, text }
    })
  })
}

/** Every named model with all sizes and lengths. */
function modelsIn({ model = [], size = [], seconds = [] }: AddOptions) {
  if (model.length > 0 && (size.length === 0 || seconds.length === 0)) {
    const message = 'Say with --size and --seconds which clips these models make.'
    throw new StudioError('services/no-models', message, { kind: 'usage' })
  }
  return model.map(name => ({ name, sizes: size, seconds }))
}

function hostIn(address: string): string {
  return address.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '')
}

function collect(): (value: string, before: readonly string[] | undefined) => readonly string[] {
  return (value, before = []) => [...before, value]
}

function sizeOption(): Option {
  type Sizes = NonNullable<AddOptions['size']>
  return new Option(
    '--size <WIDTHxHEIGHT>',
    'openai-videos: a size its clips may have; may be said several times',
  ).argParser((text: string, before: Sizes | undefined): Sizes => [...(before ?? []), parseSize(text)])
}

function parseList(text: string): readonly number[] {
  return text.split(',').map(part => parseSeconds(part.trim()))
}

function parseFamily(text: string): OwnFamily {
  const family = OWN_FAMILIES.find(name => name === text)
  if (family) return family
  throw new InvalidArgumentError(`A kind of server is one of ${OWN_FAMILIES.join(', ')}.`)
}

function addRemove(parent: Command): void {
  const command = parent
    .command('remove')
    .description('remove a server of your own; one that came with the program goes back to its address')
    .argument('<id>', 'the service, as `services` lists it')
  withCommonOptions(command).action((id: string) =>
    inServices(command.optsWithGlobals(), services => {
      const title = titleOf(services, id)
      services.removeServer(id)
      return { json: { id }, text: `${title} is removed.` }
    }),
  )
}

/** Of one that is not there its id: what is asked of it says so. */
function titleOf(services: Services, id: string): ServiceFacts['title'] {
  return services.list().find(service => service.id === id)?.title ?? id
}
