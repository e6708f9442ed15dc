import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { saveVariable } from '#main/treatment/variable-store.ts'
import { serviceById, type Family as CatalogueFamily, type ModelEntry } from '#model/catalogue.ts'
import type { ProjectId, VariableId } from '#model/ids.ts'
import { noisyPicture } from '../integration/providers/noisy-picture.ts'
import { someModel } from '../integration/providers/some-model.ts'
import type { Family } from '../services/core/family.ts'
import type { Fault } from '../services/core/faults.ts'
import { startServices, type Services } from '../services/services.ts'
import { expect, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'
import { askFor, makeReady, requestsOf } from './service-steps.ts'

type Tried = {
  readonly id: string
  readonly family: Family
  readonly path: string
  /** What the field of its key is called; null where none is typed. */
  readonly keyName: string | null
  readonly model: string
  /** Of a service, or with a model, that the catalogue does not have. */
  readonly own?: { readonly title: string; readonly family: CatalogueFamily; readonly models: readonly ModelEntry[] }
  readonly price: RegExp
  /** What goes wrong with its second request, and what the drawer says of it. */
  readonly fault: Fault
  readonly words: RegExp
}

const FAILED: Fault = { kind: 'job-failed', isRetryable: false }

const TRIED: readonly Tried[] = [
  {
    ...{ id: 'my-gpu', family: 'openai-videos', path: '/v1', keyName: 'Key', model: 'my-gpu/wan' },
    own: {
      ...{ title: 'My GPU', family: 'openai-videos' },
      models: [someModel({ id: 'my-gpu/wan', provider: 'my-gpu', title: 'Wan (My GPU)', wireName: 'wan2.2' })],
    },
    ...{ price: /Free/, fault: { kind: 'refused', stage: 'input' }, words: /^Refused: .*(moderation|safety|policy)/i },
  },
  {
    ...{ id: 'gemini', family: 'gemini-omni', path: '/v1beta', keyName: 'Gemini API key' },
    ...{ model: 'gemini-omni-1.1-flash', price: /\$\d/ },
    ...{ fault: { kind: 'refused', stage: 'output' }, words: /^Refused: / },
  },
  {
    ...{ id: 'runway', family: 'runway', path: '', keyName: 'API key', model: 'runway/gen4.5', price: /\$0\.\d\d/ },
    ...{ fault: FAILED, words: /^Failed: An unexpected error occurred/ },
  },
  {
    ...{ id: 'fal', family: 'fal', path: '', keyName: 'API key', model: 'acme/bubbles/text-to-video' },
    own: {
      ...{ title: 'fal', family: 'fal' },
      models: [
        someModel({
          ...{ id: 'acme/bubbles/text-to-video', provider: 'fal', title: 'Bubbles (fal)' },
          price: { kind: 'per-clip', microUsd: 300_000 },
          wire: { fields: { duration: 'duration', seed: 'seed' }, durationAs: 'number' },
        }),
      ],
    },
    ...{ price: /\$0\.30/, fault: FAILED, words: /^Failed: \S/ },
  },
  {
    ...{ id: 'replicate', family: 'replicate', path: '/v1', keyName: 'API token' },
    ...{ model: 'replicate/kling-v2.5-turbo-pro', price: /\$0\.\d\d/ },
    ...{ fault: { kind: 'bad-request' }, words: /^Failed: Replicate does not take this request: / },
  },
  {
    ...{ id: 'comfyui', family: 'comfyui', path: '', keyName: null, model: 'wan22-5b-ti2v', price: /Free/ },
    ...{ fault: FAILED, words: /^Failed: .*(tensors|SaveVideo)/ },
  },
  {
    ...{ id: 'sd-cpp', family: 'sdcpp', path: '', keyName: null, model: 'sd-cpp', price: /Free/ },
    ...{ fault: FAILED, words: /^Failed: generate_video returned no results/ },
  },
]

async function standIns({ dir }: MadeStudio): Promise<Services> {
  const { ffmpeg } = await findFfmpeg({})
  const bytes = { mp4: Buffer.alloc(0), webm: Buffer.alloc(0) }
  for (const format of ['mp4', 'webm'] as const) {
    const path = join(dir, `clip.${format}`)
    const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=5', '-pix_fmt', 'yuv420p']
    await runFfmpeg(ffmpeg, ['-v', 'error', ...source, '-y', fileArg(path)])
    bytes[format] = readFileSync(path)
  }
  const services = await startServices({ clip: ({ format }) => (format === 'webm' ? bytes.webm : bytes.mp4) })
  for (const { family } of TRIED) services.settings[family].pace = { polls: 0 }
  return services
}

function leadToStandIn({ db }: Library, services: Services, { id, family, path, own }: Tried): void {
  const baseUrl = services.url(family) + path
  const known = serviceById(loadCatalogue('resources'), id)
  const key = { name: 'Key', page: null, isOptional: true }
  const entry = known ?? { id, family: own!.family, title: own!.title, key, limits: { inFlight: 2, perMinute: null } }
  saveOwnService(db, { entry: { ...entry, baseUrl }, models: own?.models ?? [] })
}

test('each family is driven from its key to a take that plays, and says in plain words what went wrong', async ({
  page,
  made,
}) => {
  const { library, projectId } = made
  const services = await standIns(made)
  for (const tried of TRIED) leadToStandIn(library, services, tried)
  const catalogue = loadCatalogue('resources')
  await openWorkspace(page, made, 'takes')
  // A key pressed before the page listens would be lost.
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  for (const [row, tried] of TRIED.entries()) {
    const { id, family, keyName, model, own, price, fault, words } = tried
    const title = own?.title ?? serviceById(catalogue, id)!.title
    await test.step(title, async () => {
      await makeReady(page, title, keyName)
      await page.keyboard.press('Control+2')
      await page.getByRole('tab', { name: 'Look' }).click()
      await page.getByLabel('Model of the film').selectOption(model)
      const modelOfFilm = () => library.db.get('SELECT model FROM project WHERE id = ?', [projectId])
      await expect.poll(modelOfFilm).toEqual({ model })

      await askFor(page, row, price)
      await expect
        .poll(() => requestsOf(library, id), { timeout: 30_000 })
        .toEqual([{ state: 'ready', takeId: expect.any(String) as unknown, why: null }])
      const { takeId } = requestsOf(library, id)[0]!
      const { mediaId } = library.db.get<{ mediaId: string }>('SELECT media_id AS mediaId FROM take WHERE id = ?', [
        takeId,
      ])!
      // The very picture that the browser has of it moves on.
      const proxy = `/proxy/${mediaId}`
      const isThere = async () => (await page.request.get(new URL(proxy, page.url()).href)).status()
      await expect.poll(isThere, { timeout: 30_000 }).toBe(200)
      const seconds = await page.evaluate(async path => {
        const video = Object.assign(document.createElement('video'), { src: path, muted: true })
        await video.play()
        while (video.currentTime < 0.2) await new Promise(resolve => requestAnimationFrame(resolve))
        return video.duration
      }, proxy)
      expect(seconds).toBeGreaterThan(3)

      services.faults.add({ family, on: 'create', times: 1, fault })
      await askFor(page, row, price)
      await page.getByRole('button', { name: 'Outbox' }).click()
      const outbox = page.getByRole('dialog', { name: 'Outbox' })
      const failure = outbox.getByRole('listitem').filter({ hasText: /Failed|Refused/ })
      await expect(failure).toHaveCount(1, { timeout: 30_000 })
      const said = failure.getByText(words)
      await expect(said).toBeVisible()
      await failure.getByRole('button', { name: /^Drop/ }).click()
      await expect(failure).toHaveCount(0)
      await page.keyboard.press('Escape')
    })
  }
  expect(services.books.accepted.length).toBeGreaterThanOrEqual(TRIED.length)
  await services.close()
})

/** Gives the project a person with a picture, and its first shot a prompt that speaks of her. Returns the picture's bytes. */
async function addMara({ library, projectId, dir }: MadeStudio): Promise<Buffer> {
  const path = join(dir, 'mara.png')
  writeFileSync(path, noisyPicture(64, 36))
  const still = await library.media.importFile(path, 'still')
  const mara = {
    id: 'mara' as VariableId,
    group: 'character',
    name: 'mara',
    text: 'Mara in a red coat',
    stills: [still],
  }
  saveVariable(library.db, projectId as ProjectId, mara)
  library.db.run(`UPDATE shot SET prompt = '{{character.mara}} runs' WHERE position = 0`)
  return readFileSync(path)
}

test('W20 a picture of a person goes along with a shot that speaks of her, and the history of its take shows it', async ({
  page,
  made,
}) => {
  const { library } = made
  const services = await standIns(made)
  const gemini = TRIED.find(({ id }) => id === 'gemini')!
  leadToStandIn(library, services, gemini)
  const picture = await addMara(made)
  await openWorkspace(page, made, 'treatment')
  await makeReady(page, 'Google Gemini', gemini.keyName)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  const inspector = page.locator('#inspector')
  await expect(inspector.getByText('this model takes none')).toBeVisible()
  await page.getByRole('tab', { name: 'Look' }).click()
  await page.getByLabel('Model of the film').selectOption(gemini.model)
  await page.getByRole('tab', { name: 'Shots' }).click()
  await expect(inspector.getByText('This reference picture goes along.')).toBeVisible()

  await askFor(page, 0, gemini.price)
  await expect.poll(() => requestsOf(library, 'gemini')[0]?.state, { timeout: 30_000 }).toBe('ready')
  const [sent] = services.books.accepted
  expect(sent!.body).toMatchObject({ generation_config: { video_config: { task: 'reference_to_video' } } })
  expect(JSON.stringify(sent!.body)).toContain(picture.toString('base64'))
  await page.getByRole('searchbox', { name: 'Find takes' }).fill(sent!.jobId)
  await expect(page.getByRole('gridcell')).toHaveCount(1)
  await page.getByRole('gridcell').click()
  const about = page.getByRole('complementary', { name: 'About the take' })
  await expect(about.getByRole('button', { name: /^Reference picture: / })).toBeVisible()
  await services.close()
})
