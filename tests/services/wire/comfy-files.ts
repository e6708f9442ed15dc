import { empty, json, type Answer } from '../core/answer.ts'
import { readForm, type Call } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { check } from '../core/wire.ts'
import { fileNameOf } from './comfy-records.ts'

/** Paths of the pictures and videos that were uploaded, as a node names them. */
export function uploadsOf(desk: Desk): string[] {
  return desk.books.uploads.filter(({ family }) => family === 'comfyui').map(({ name }) => name)
}

/** Takes a file; one of that name with other bytes stays, and the new one gets a number. */
export async function upload(call: Call, desk: Desk): Promise<Answer> {
  const { fields, files } = await readForm(call)
  const file = files.find(({ field }) => field === 'image')
  if (!file || file.name === '') return empty(400)
  const { subfolder = '', type = 'input', overwrite = '' } = fields
  check(['input', 'temp'].includes(type), 'unknown type')
  const path = (name: string): string => (subfolder === '' ? name : `${subfolder}/${name}`)
  const known = new Map(
    desk.books.uploads.filter(({ family }) => family === 'comfyui').map(entry => [entry.name, entry.sha256]),
  )
  const isFree = (name: string): boolean => !known.has(path(name)) || known.get(path(name)) === file.sha256
  let { name } = file
  const [, stem = name, end = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
  for (let count = 1; overwrite !== 'true' && overwrite !== '1' && !isFree(name); count++)
    name = `${stem} (${count})${end}`
  desk.bookUpload(call, { ...file, name: path(name) })
  return json(200, { name, subfolder, type })
}

/** Hands out a file that a job wrote. */
export function view(call: Call, desk: Desk): Answer | Promise<Answer> {
  const name = call.query.get('filename')
  if (name === null || name.includes('..') || name.startsWith('/')) return empty(400)
  const job = desk.jobs.of('comfyui').find(job => fileNameOf(job) === name)
  const isThere = call.query.get('type') === 'output' && (call.query.get('subfolder') ?? '') === 'video'
  if (!job || !isThere || job.isExpired || job.ending?.kind !== 'done') return empty(404)
  return desk.clipAnswer(call, job, `video/${job.wish.format}`)
}
