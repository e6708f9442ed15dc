import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { inputsIn, mapWorkflow, modelFilesIn, nodeTypesIn } from '#model/workflow-inputs.ts'
import { linkedNode } from '#model/workflow.ts'
import { loadWorkflow } from './load-workflow.ts'

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))
const DIR = join(RESOURCES, 'workflows')
const NAMES = readdirSync(DIR).map(name => name.replace(/\.json$/, ''))

test.each(NAMES)('the workflow %s hangs together', name => {
  const workflow = loadWorkflow([DIR], name)
  const { graph, needs } = workflow
  const links = Object.values(graph).flatMap(({ inputs }) => Object.values(inputs).map(linkedNode))
  expect(Object.keys(graph)).toEqual(expect.arrayContaining(links.filter(node => node !== null)))
  expect(needs.nodes).toEqual(nodeTypesIn(graph))
  expect(needs.models).toEqual(modelFilesIn(graph))
  expect(mapWorkflow(graph, workflow)).toMatchObject({ isUsable: true })
  // Newer servers have the codec below the format, older ones beside it.
  expect(graph['save']!.inputs).toMatchObject({ format: 'auto', codec: 'auto', 'format.codec': 'auto' })
  // Every picture it begins or ends on is one that the studio fills in.
  const pictures = inputsIn(graph).filter(({ kind }) => kind === 'image')
  const { startImage = [], endImage = [] } = workflow.inputs
  expect(pictures.map(({ node }) => node)).toEqual([...startImage, ...endImage].map(({ node }) => node))
})

test('each is a model of the catalogue, which takes the pictures that it takes', () => {
  const { models } = loadCatalogue(RESOURCES)
  const ofComfy = models.filter(({ provider }) => provider === 'comfyui')
  expect(ofComfy.map(({ wire }) => String(wire['workflow'])).toSorted()).toEqual(NAMES.toSorted())
  for (const model of ofComfy) {
    const { inputs } = loadWorkflow([DIR], String(model.wire['workflow']))
    expect([model.id, model.takesFirstFrame, model.takesLastFrame]).toEqual([
      ...[model.id, inputs.startImage !== undefined, inputs.endImage !== undefined],
    ])
    expect(model.takesFirstFrame || model.takesTextAlone).toBe(true)
  }
})

test('a workflow that is not there, or no workflow, is told', () => {
  expect(() => loadWorkflow([DIR], 'none')).toThrow(expect.objectContaining({ code: 'workflow/missing' }))
  expect(() => loadWorkflow([DIR], '../catalogue')).toThrow(expect.objectContaining({ code: 'workflow/missing' }))
  expect(() => loadWorkflow([RESOURCES], 'catalogue')).toThrow(/catalogue\.json is not as it should be/)
})
