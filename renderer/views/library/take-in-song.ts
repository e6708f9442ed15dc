import type { FileRef } from '#model/contract/file-ref.ts'
import type { StudioClient } from '../../client/client.ts'

/** Makes a project of a song; resolves to it as soon as its waveform stands. The song goes on being heard behind it. */
export async function takeInSong(studio: StudioClient, file: FileRef): Promise<string | null> {
  for await (const heard of await studio.song.take({ projectId: null, file })) {
    if (heard.kind !== 'progress') return heard.projectId
  }
  return null
}
