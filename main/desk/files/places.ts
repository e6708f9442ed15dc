import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import type { FileKind } from '#model/contract/files-contract.ts'

export type Place = { readonly name: string; readonly path: string }

/** A person's own folders and the machine's other disks, as far as they are there. */
export function knownPlaces(home = homedir()): Place[] {
  const named = userFolders(home)
  const places = [
    { name: 'Home', path: home },
    { name: 'Music', path: named.music },
    { name: process.platform === 'darwin' ? 'Movies' : 'Videos', path: named.films },
    { name: 'Downloads', path: named.downloads },
    ...disks(),
  ]
  const seen = new Set<string>()
  return places.filter(({ path }) => existsSync(path) && !seen.has(path) && seen.add(path))
}

/** Where a person most likely keeps files of a kind; home where there is no such folder. */
export function likelyPlace(kind: FileKind | null, home = homedir()): string {
  const { music, films, downloads } = userFolders(home)
  const wanted = kind === 'song' ? [music, downloads] : kind === 'clips' ? [downloads, films] : [downloads]
  return kind === null ? home : (wanted.find(path => existsSync(path)) ?? home)
}

function userFolders(home: string): { music: string; films: string; downloads: string } {
  const films = process.platform === 'darwin' ? 'Movies' : 'Videos'
  const xdg = process.platform === 'linux' ? xdgFolders(home) : new Map<string, string>()
  return {
    music: xdg.get('MUSIC') ?? join(home, 'Music'),
    films: xdg.get('VIDEOS') ?? join(home, films),
    downloads: xdg.get('DOWNLOAD') ?? join(home, 'Downloads'),
  }
}

/** On Linux these folders have names in the person's own language, which a file of the desktop's tells. */
function xdgFolders(home: string): Map<string, string> {
  const folders = new Map<string, string>()
  const text = readIfAny(join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'user-dirs.dirs'))
  for (const [, name = '', path = ''] of text.matchAll(/^XDG_(\w+)_DIR="(.*)"$/gm)) {
    folders.set(name, path.replace('$HOME', home))
  }
  return folders
}

function readIfAny(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function disks(): Place[] {
  if (process.platform === 'win32') {
    return Array.from('CDEFGHIJKLMNOPQRSTUVWXYZ', letter => ({ name: `Disk ${letter}:`, path: `${letter}:\\` }))
  }
  if (process.platform === 'darwin') return mountsIn('/Volumes')
  return ['/media', '/run/media'].flatMap(root => mountsIn(join(root, userInfo().username)))
}

function mountsIn(root: string): Place[] {
  try {
    return readdirSync(root)
      .filter(name => !name.startsWith('.'))
      .map(name => ({ name: basename(name), path: join(root, name) }))
  } catch {
    return []
  }
}
