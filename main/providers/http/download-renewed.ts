import { StudioError } from '#model/errors.ts'
import { AddressExpired, download, type Download } from './download.ts'
import type { ServiceHttp } from './service-http.ts'

/**
 * Fetches a clip whose address the service tells when it is asked about the job, as often as it is asked: one that has expired
 * is asked for once more. Rejects as `download` and `ask` do, with service/no-clip where there is no address, or
 * service/no-download where the fresh one has expired too.
 */
export async function downloadRenewed(
  http: ServiceHttp,
  title: string,
  ask: () => Promise<URL | null>,
  to: Omit<Download, 'from'>,
): Promise<void> {
  const fetchOnce = async (): Promise<void> => {
    const from = await ask()
    if (from === null)
      throw new StudioError('service/no-clip', `${title} says the clip is done, but does not hand it out.`)
    await download(http, { ...to, from })
  }
  try {
    await fetchOnce()
  } catch (error) {
    if (!(error instanceof AddressExpired)) throw error
    await fetchOnce().catch((again: unknown) => {
      if (!(again instanceof AddressExpired)) throw again
      throw new StudioError('service/no-download', again.message, { cause: again })
    })
  }
}
