import { startOnItsOwn } from '#main/media/processes.ts'

/** Opens an address in the browser of this machine; false where there is none, or no screen to show it on. */
export function openInBrowser(url: string): Promise<boolean> {
  if (process.platform === 'darwin') return startOnItsOwn('open', [url])
  // Its first argument would be taken for a window's title; the caret keeps `&` from ending the command.
  if (process.platform === 'win32') return startOnItsOwn('cmd', ['/c', 'start', '""', url.replaceAll('&', '^&')])
  return hasScreen() ? startOnItsOwn('xdg-open', [url]) : Promise.resolve(false)
}

/** Without one xdg-open would start a browser of the terminal, and wait in it. */
function hasScreen(): boolean {
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}
