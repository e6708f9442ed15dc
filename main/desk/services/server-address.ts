/**
 * The address of a server as a person has typed it, `192.168.1.20:8188` or whole, as the catalogue has it: no slash at its end,
 * nothing behind its path. Null where it is none, or would carry a name and password.
 */
export function serverAddress(typed: string): string | null {
  const text = typed.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || /\s/.test(text)) return null
  if (url.username !== '' || url.password !== '') return null
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
