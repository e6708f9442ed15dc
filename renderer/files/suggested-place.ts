import type { StudioClient } from '../client/client.ts'

/** Where a file of that name would be saved if nobody chose otherwise: a whole path, of what no file system forbids. */
export async function suggestedPlace(studio: StudioClient, fileName: string): Promise<string> {
  const { path: folder } = await studio.files.browse({ path: null, kind: 'bundle' })
  const name = fileName.replaceAll(/[<>:"/\\|?*\p{C}]+/gu, ' ').trim()
  return `${folder}${folder.includes('\\') ? '\\' : '/'}${name}`
}
