import type { ServiceContext } from '#main/providers/service-context.ts'
import { StudioError } from '#model/errors.ts'
import { createServiceHttp, type Answer, type ServiceHttp } from './service-http.ts'
import { shortened, withoutKeys } from './without-keys.ts'

/** The connection to a service, with its key where there is one. Whatever the service says back, the key is taken out of it. */
export function connect(
  { service, key, fetch }: Pick<ServiceContext, 'service' | 'key' | 'fetch'>,
  authorize: (key: string) => Readonly<Record<string, string>>,
  always: Readonly<Record<string, string>> = {},
): ServiceHttp {
  if (service.baseUrl === null) throw new Error(`the service ${service.id} has no address`)
  const secrets = new Set<string>()
  return createServiceHttp({
    baseUrl: new URL(service.baseUrl),
    fetch,
    async headers() {
      const secret = await key()
      if (secret === null && service.key && !service.key.isOptional) throw needsKey(service.title)
      if (secret === null) return always
      secrets.add(secret)
      if (!FITS_HEADER.test(secret)) throw brokenKey(service.title)
      return { ...always, ...authorize(secret) }
    },
    redact: text => withoutKeys(text, secrets),
  })
}

/** The answer, if it is one that says something about the job or list that was asked for; else throws what to tell of it. */
export function demandAnswer(
  answer: Answer,
  title: string,
  words: string | null,
  redact: (text: string) => string,
): Answer {
  const { status, retryAfterMs } = answer
  if (status < 300) return answer
  const said = words === null ? `status ${status}` : shortened(redact(words))
  const details = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  throw new StudioError('service/no-word', `${title} does not say how it stands: ${said}.`, { details })
}

/** Whether it is the answer about a job that the service does not know (any more). */
export function isGone({ status }: Pick<Answer, 'status'>): boolean {
  return status === 404 || status === 410
}

/** What no key has would be told in an error about the header, key and all. */
const FITS_HEADER = /^[\x21-\x7e]+$/

function brokenKey(title: string): StudioError {
  return new StudioError(
    'service/needs-key',
    `The key of ${title} is none: it holds a space or a strange letter. Give it again.`,
  )
}

function needsKey(title: string): StudioError {
  return new StudioError(
    'service/needs-key',
    `${title} needs a key. Give it one in the settings; what waits goes out then.`,
  )
}
