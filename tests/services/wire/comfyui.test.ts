import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { ask, CLIP, part, start } from '../testing/started.ts'

const id = '0b5ec1c4-6c1f-4c5e-9f0a-0d6d3e3c2a11'

function graph(image?: string): Record<string, unknown> {
  return {
    1: { class_type: 'CLIPTextEncode', inputs: { text: 'a river' } },
    2: { class_type: 'WanImageToVideo', inputs: { positive: ['1', 0], width: 832, height: 480, length: 81 } },
    3: { class_type: 'CreateVideo', inputs: { images: ['2', 0], fps: 16 } },
    4: { class_type: 'SaveVideo', inputs: { video: ['3', 0], filename_prefix: 'x' } },
    ...(image !== undefined && { 5: { class_type: 'LoadImage', inputs: { image } } }),
  }
}

/** The ids that run, and those that wait. */
async function queueOf(url: string): Promise<{ readonly running: unknown; readonly pending: unknown }> {
  const { json } = await ask(`${url}/queue`)
  const ids = (name: string): unknown => (part(json, name) as [number, string][]).map(([, id]) => id)
  return { running: ids('queue_running'), pending: ids('queue_pending') }
}

test('a prompt waits, runs and leaves a file that its history names', async () => {
  const services = await start()
  const url = services.url('comfyui')
  const made = await ask(`${url}/prompt`, { json: { prompt: graph(), client_id: 'me', prompt_id: id } })
  expect(made).toMatchObject({ status: 200, json: { prompt_id: id, node_errors: {} } })
  expect(await queueOf(url)).toEqual({ running: [], pending: [id] })
  expect((await ask(`${url}/history/${id}`)).json).toEqual({})
  expect((await ask(`${url}/api/history/${id}`)).json).toEqual({})
  expect(await queueOf(url)).toEqual({ running: [id], pending: [] })
  const { json } = await ask(`${url}/history/${id}`)
  expect(part(json, id)).toMatchObject({ status: { status_str: 'success', completed: true } })
  const file = part(json, `${id}.outputs.4.images.0`) as Record<string, string>
  const view = await ask(`${url}/view?${new URLSearchParams(file).toString()}`)
  expect(view.bytes).toEqual(CLIP)
  expect(services.jobs.list()).toMatchObject([{ state: 'ended', ending: { kind: 'done' } }])
})

test('the same id twice is queued twice, unless the server is a newer one', async () => {
  const services = await start()
  const url = services.url('comfyui')
  const json = { prompt: graph(), prompt_id: id }
  for (let count = 0; count < 2; count++) expect((await ask(`${url}/prompt`, { json })).status).toBe(200)
  expect(part((await ask(`${url}/queue`)).json, 'queue_pending')).toHaveLength(2)
  expect(services.books.accepted.map(({ jobId }) => jobId)).toEqual([id, id])
  Object.assign(services.settings.comfyui, { isNewer: true, duplicates: 'reject' })
  expect(part((await ask(`${url}/prompt`, { json })).json, 'error')).toMatchObject({ type: 'duplicate_prompt_id' })
  const odd = await ask(`${url}/prompt`, { json: { ...json, prompt_id: 'mine' } })
  expect(part(odd.json, 'error')).toMatchObject({ type: 'invalid_prompt_id' })
  expect((await ask(`${url}/api/jobs/${id}`)).json).toMatchObject({ id, status: 'pending' })
  expect((await ask(`${url}/api/jobs?limit=1`)).json).toMatchObject({ jobs: [{ id }], pagination: { has_more: true } })
  const cancel = async (id: string): Promise<unknown> =>
    (await ask(`${url}/api/jobs/${id}/cancel`, { method: 'POST' })).json
  expect([await cancel(id), await cancel(id), await cancel('none')]).toEqual([
    { cancelled: true },
    { cancelled: false },
    { cancelled: false },
  ])
})

test('what waits is taken out of the queue, what runs is interrupted', async () => {
  const services = await start()
  const url = services.url('comfyui')
  for (const prompt_id of ['a', 'b']) await ask(`${url}/prompt`, { json: { prompt: graph(), prompt_id } })
  services.jobs.setProgress('comfyui', 'a', 0.5)
  await ask(`${url}/queue`, { json: { delete: ['a', 'b'] } })
  expect(await queueOf(url)).toEqual({ running: ['a'], pending: [] })
  expect((await ask(`${url}/history/b`)).json).toEqual({})
  await ask(`${url}/interrupt`, { json: { prompt_id: 'b' } })
  expect(await queueOf(url)).toMatchObject({ running: ['a'] })
  await ask(`${url}/interrupt`, { json: { prompt_id: 'a' } })
  const { json } = await ask(`${url}/history/a`)
  expect(part(json, 'a')).toMatchObject({ status: { status_str: 'error', completed: false } })
})

test('a graph is looked through before it is queued', async () => {
  const services = await start()
  const url = services.url('comfyui')
  const send = async (prompt: unknown): Promise<unknown> => (await ask(`${url}/prompt`, { json: { prompt } })).json
  expect(await send(undefined)).toMatchObject({ error: { type: 'no_prompt' } })
  expect(await send({})).toMatchObject({ error: { type: 'prompt_no_outputs' } })
  expect(await send({ 1: { class_type: 'NoSuchNode', inputs: {} } })).toMatchObject({
    error: { type: 'missing_node_type' },
  })
  const loader = { class_type: 'UNETLoader', inputs: { unet_name: 'none.safetensors' } }
  const missing = await send({
    ...graph('first.png'),
    6: loader,
    7: { class_type: 'VAEDecode', inputs: { vae: ['99', 0] } },
  })
  expect(missing).toMatchObject({
    error: { type: 'prompt_outputs_failed_validation' },
    node_errors: {
      5: { class_type: 'LoadImage', errors: [{ type: 'custom_validation_failed' }] },
      6: { errors: [{ type: 'value_not_in_list' }] },
      7: { errors: [{ type: 'bad_linked_input' }] },
    },
  })
  const upload = async (bytes: string): Promise<unknown> => {
    const form = new FormData()
    form.append('image', new Blob([bytes]), 'first.png')
    return (await ask(`${url}/upload/image`, { form })).json
  }
  expect(await upload('png')).toEqual({ name: 'first.png', subfolder: '', type: 'input' })
  expect(await upload('other')).toMatchObject({ name: 'first (1).png' })
  expect(await send(graph('first.png'))).toMatchObject({ node_errors: {} })
})

test('it says what is installed, and nothing to a page from elsewhere', async () => {
  const { url } = await start()
  const info = await ask(`${url('comfyui')}/object_info/SaveVideo`)
  expect(info.json).toMatchObject({ SaveVideo: { output_node: true } })
  const nodes = await ask(`${url('comfyui')}/api/object_info`)
  expect(part(nodes.json, 'UNETLoader.input.required.unet_name.0')).toContain('wan2.2_ti2v_5B_fp16.safetensors')
  expect((await ask(`${url('comfyui')}/system_stats`)).json).toMatchObject({ devices: [{ type: 'cuda' }] })
  expect((await ask(`${url('comfyui')}/queue`, { headers: { origin: 'https://example.org' } })).status).toBe(403)
})

test('the WebSocket tells a client of its own jobs, with pictures', async () => {
  const services = await start()
  const url = services.url('comfyui')
  const socket = new WebSocket(`${url.replace('http:', 'ws:')}/ws?clientId=me`)
  const types: string[] = []
  const previews: number[][] = []
  const ended = new Promise<void>(resolve => {
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        previews.push([data.readUInt32BE(0), data.readUInt32BE(4)])
        return
      }
      const { type, data: about } = JSON.parse(data.toString('utf8')) as {
        type: string
        data: { node?: string | null }
      }
      if (type !== 'status') types.push(type)
      if (type === 'executing' && about.node === null) resolve()
    })
  })
  await once(socket, 'open')
  await ask(`${url}/prompt`, { json: { prompt: graph(), client_id: 'other', prompt_id: 'theirs' } })
  await ask(`${url}/prompt`, { json: { prompt: graph(), client_id: 'me', prompt_id: id } })
  services.jobs.finish('comfyui', 'theirs')
  services.jobs.setProgress('comfyui', id, 0.5)
  services.jobs.finish('comfyui', id)
  await ended
  expect(types).toEqual([
    'execution_start',
    'execution_cached',
    'executing',
    'progress',
    'progress_state',
    'executed',
    'execution_success',
    'executing',
  ])
  expect(previews).toEqual([[1, 2]])
  const closed = once(socket, 'close')
  services.dropSockets()
  await closed
})

test('a server that was started again knows nothing', async () => {
  const services = await start()
  const url = services.url('comfyui')
  await ask(`${url}/prompt`, { json: { prompt: graph(), prompt_id: id } })
  services.jobs.loseAll('comfyui')
  expect((await ask(`${url}/queue`)).json).toEqual({ queue_running: [], queue_pending: [] })
  expect((await ask(`${url}/history/${id}`)).json).toEqual({})
})
