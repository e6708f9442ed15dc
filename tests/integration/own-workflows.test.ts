import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownWorkflowFolder, workflowNamed } from '#main/desk/services/workflow-folders.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { start } from '../services/testing/started.ts'
import { deskWith, leadTo } from '../support/services-desk.ts'

function fileWith(text: string, name = 'my-wan.json') {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return { kind: 'path', path } as const
}

const GRAPH = JSON.parse(readFileSync('resources/workflows/wan22-5b-ti2v.json', 'utf8')).graph as {
  readonly save: { readonly inputs: object }
}

test('V7 a workflow of one’s own becomes a model, whose file lies with the library', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  leadTo(context, 'comfyui', services.url('comfyui'))
  const read = await desk.readWorkflow(fileWith(JSON.stringify(GRAPH)))
  expect(read).toMatchObject({ title: 'my-wan', outputs: [{ node: 'save' }] })
  const { inputs, lengthRule, ...rest } = read.guess
  const picks = { ...rest, lengthRule, inputs, title: 'My Wan', output: 'save' }
  const wish = { serviceId: 'comfyui', graph: read.graph, picks }
  const { modelId } = desk.addWorkflow(wish)
  expect(modelId).toBe('comfyui/my-wan')
  expect(facts('comfyui').models.at(-1)).toMatchObject({ id: modelId, title: 'My Wan', isOwnWorkflow: true })
  expect(context.catalogue.models.find(({ id }) => id === modelId)).toMatchObject({
    ...{ takesFirstFrame: true, takesTextAlone: false, takesSeed: true, takesNegative: true },
  })
  expect(workflowNamed(context, 'my-wan').inputs.fileName).toEqual([{ node: 'save', input: 'filename_prefix' }])
  // The server is asked what of it is installed.
  expect((await desk.test('comfyui')).notes.join(' ')).not.toMatch(/My Wan/)
  expect(desk.addWorkflow(wish).modelId).toBe('comfyui/my-wan-2')

  desk.changeServer({
    serviceId: 'comfyui',
    title: 'ComfyUI',
    address: 'gpu:8188',
    models: [],
    isPaid: false,
    isExtended: false,
  })
  expect(facts('comfyui').models.filter(({ isOwnWorkflow }) => isOwnWorkflow)).toHaveLength(2)
  desk.removeServer('comfyui')
  expect(facts('comfyui').origin).toBe('shipped')
  desk.removeWorkflow('comfyui/my-wan-2')
  expect(facts('comfyui').models.filter(({ isOwnWorkflow }) => isOwnWorkflow)).toHaveLength(1)
  expect(() => workflowNamed(context, 'my-wan-2')).toThrow(/no workflow called/)
  expect(() => readFileSync(join(ownWorkflowFolder(context), 'my-wan.json'))).not.toThrow()
})

test('W20 a workflow of one’s own takes as many reference pictures as it has nodes for, beside a first picture too', async () => {
  const { context, desk } = deskWith()
  const image = { class_type: 'LoadImage', inputs: { image: 'x.png' }, _meta: { title: 'Reference' } }
  const save = { ...GRAPH.save, inputs: { ...GRAPH.save.inputs, who: ['who', 0], where: ['where', 0] } }
  const read = await desk.readWorkflow(fileWith(JSON.stringify({ ...GRAPH, who: image, where: image, save })))
  const picks = { ...read.guess, title: 'My Wan', output: 'save' }
  const { modelId } = desk.addWorkflow({ serviceId: 'comfyui', graph: read.graph, picks })
  expect(context.catalogue.models.find(({ id }) => id === modelId)).toMatchObject({
    ...{ maxReferenceStills: 2, takesReferencesWithFrames: true, takesFirstFrame: true },
  })
  expect(workflowNamed(context, 'my-wan').inputs.references?.map(({ node }) => node)).toEqual(['who', 'where'])
})

test('a file that is no workflow, or is not picked to its end, is told in a sentence', async () => {
  const { desk } = deskWith()
  await expect(desk.readWorkflow(fileWith('{"nodes":[],"links":[]}'))).rejects.toThrow(/Export \(API\)/)
  await expect(desk.readWorkflow(fileWith('a song'))).rejects.toThrow(/no workflow in ComfyUI’s API format/)
  await expect(desk.readWorkflow({ kind: 'path', path: '/nowhere/x.json' })).rejects.toThrow(/cannot be read/)
  const read = await desk.readWorkflow(fileWith(JSON.stringify(GRAPH)))
  const { inputs, ...rest } = read.guess
  const picks = { ...rest, title: 'My Wan', output: 'save', inputs: { ...inputs, prompt: [] } }
  const add = (serviceId: string) => () => desk.addWorkflow({ serviceId, graph: read.graph, picks })
  expect(add('comfyui')).toThrow('Nothing is picked for the prompt.')
  expect(add('runway')).toThrow(/runs no workflows/)
  expect(() => desk.removeWorkflow('wan22-5b-ti2v')).toThrow(/not there any more/)
})
