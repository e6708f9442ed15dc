import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { modelById } from '#model/catalogue.ts'
import { readOwnModels, withOwnModels } from './own-models-file.ts'

const shipped = loadCatalogue('resources')
const known = modelById(shipped, 'runway/veo3.1')

function read(contents?: unknown) {
  const dir = temporaryFolder()
  const text = typeof contents === 'string' ? contents : JSON.stringify(contents)
  if (contents !== undefined) writeFileSync(join(dir, 'models.json'), text)
  return readOwnModels(dir, shipped)
}

test('V17 models of a file in the library are in the catalogue, and stand in place of shipped ones of their id', () => {
  expect(read()).toMatchObject({ models: [], trouble: null })
  const newer = { ...known, id: 'runway/veo9', wireName: 'veo9', title: 'Veo 9' }
  const { models, trouble } = read({ models: [newer, { ...known, title: 'Mine' }] })
  expect(trouble).toBeNull()
  const catalogue = withOwnModels(shipped, models)
  expect(catalogue.models).toHaveLength(shipped.models.length + 1)
  expect(modelById(catalogue, 'runway/veo9')).toMatchObject({ wireName: 'veo9', price: known.price })
  expect(modelById(catalogue, known.id).title).toBe('Mine')
})

test('V17 the model that the guide gives as an example is read as it stands there', () => {
  const [, example] = /```json\n(\{\s*"models"[^]*?)```/.exec(readFileSync('docs/services.md', 'utf8'))!
  expect(read(example)).toMatchObject({ trouble: null, models: [{ id: 'runway/veo4' }] })
})

test.each([
  ['{', /JSON/],
  [{ models: [{ ...known, version: 0 }] }, /models\[0\]\.version/],
  [{ models: [{ id: 'x' }] }, /models\[0\]\.provider: [^\n]+\n.+\n.+\nand \d+ more$/],
  [{ models: [known, known] }, /"runway\/veo3\.1" stands in it twice/],
  [{ models: [{ ...known, provider: 'nobody' }] }, /served by "nobody"/],
])('V17 a file that is not as it should be is told with its path and the place, and left out', (contents, why) => {
  const { path, models, trouble } = read(contents)
  expect(models).toEqual([])
  expect(trouble).toContain(path)
  expect(trouble).toMatch(why)
})
