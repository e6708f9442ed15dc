import { troubleApi } from './api/trouble-api.ts'
import { studioImplementer } from './api/implementer.ts'
import { createStudio, type Studio, type StudioOptions } from './app.ts'
import { listBackups, putBack } from './library/backups.ts'
import type { LibraryTrouble } from '#model/contract/trouble-contract.ts'
import { isStudioError, type StudioError } from '#model/errors.ts'

export type TroubledApi = ReturnType<typeof troubledApi>

/** Where only what is wrong can be asked, and what to do about it. */
function troubledApi(options: StudioOptions, answers: Parameters<typeof troubleApi>[1]) {
  const studio = studioImplementer(error => options.host.log(String(error)))
  return { trouble: troubleApi(studio.trouble, answers) }
}

/** Shows windows what is wrong; what it resolves to takes them over to the studio once that is open. */
export type ShowTrouble = (api: TroubledApi, error: StudioError) => Promise<(studio: Studio) => void>

/**
 * Opens the studio for windows. Where the library cannot be opened they are shown why by `showTrouble`, with the ways out,
 * and this resolves when one of them has led to an open library.
 */
export async function openStudio(options: StudioOptions, showTrouble: ShowTrouble): Promise<Studio> {
  try {
    return await createStudio(options)
  } catch (error) {
    if (!isStudioError(error) || !error.code.startsWith('library/')) throw error
    return waitForWayOut(options, error, showTrouble)
  }
}

function waitForWayOut(options: StudioOptions, first: StudioError, showTrouble: ShowTrouble): Promise<Studio> {
  const { libraryDir } = options
  return new Promise((resolve, reject) => {
    let trouble = first
    async function retry(): Promise<void> {
      try {
        const studio = await createStudio(options)
        const takeOver = await shown
        takeOver(studio)
        resolve(studio)
      } catch (error) {
        if (isStudioError(error)) trouble = error
        throw error
      }
    }
    const api = troubledApi(options, {
      state: () => factsOf(trouble, libraryDir),
      health: () => Promise.reject(trouble),
      retry,
      putBack(backup) {
        putBack(libraryDir, backup, Date.now())
        return retry()
      },
    })
    const shown = showTrouble(api, first)
    shown.catch(reject)
  })
}

/** Another database helps only where this one is the trouble. */
const HELPED_BY_BACKUP = new Set(['library/damaged', 'library/newer', 'library/cannot-open', 'library/not-empty'])

function factsOf({ code, message }: StudioError, libraryDir: string): LibraryTrouble {
  return {
    code,
    sentence: message,
    libraryDir,
    backups: HELPED_BY_BACKUP.has(code) ? listBackups(libraryDir) : [],
  }
}
