/** What a service says to one request, before any fault bends it. `isClip`: ranges are honoured, and it counts as a download. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The value behind a JSON body, for faults that add to it or change it. */
  readonly value?: unknown
  readonly isClip?: boolean
}

type Headers = Readonly<Record<string, string>>

export function json(status: number, value: unknown, headers: Headers = {}): Answer {
  const body = Buffer.from(JSON.stringify(value))
  return { status, headers: { 'content-type': 'application/json', ...headers }, body, value }
}

export function text(status: number, words: string, headers: Headers = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: Buffer.from(words) }
}

export function page(status: number): Answer {
  const html = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(html) }
}

export function empty(status: number, headers: Headers = {}): Answer {
  return { status, headers, body: Buffer.alloc(0) }
}

/** A whole file; the sender cuts the range that was asked for out of it. */
export function clipFile(bytes: Buffer, type: string): Answer {
  return { status: 200, headers: { 'content-type': type, 'accept-ranges': 'bytes' }, body: bytes, isClip: true }
}
