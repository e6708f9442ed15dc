import { readFileSync, realpathSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Linux's numbers (statfs f_type) of file systems that other machines serve: NFS, SMB 1, CIFS, SMB 2, AFS, Ceph, Coda. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x73757245])

/** Types that say nothing alone, since local disks come this way too: FUSE and 9p. The list of mounts tells more. */
const MANIFOLD_TYPES = new Set([0x65735546, 0x01021997])

/** True when the file's folder is known to be on another machine's disk, where SQLite's locks cannot be trusted. */
export function isOnNetworkDisk(path: string): boolean {
  try {
    // The real place: a link may lead to another machine, and so may a Windows drive letter.
    const folder = realpathSync.native(dirname(path))
    if (process.platform === 'win32') return isNetworkPath(folder)
    if (process.platform !== 'linux') return false
    const { type } = statfsSync(folder)
    if (isNetworkType(type)) return true
    return MANIFOLD_TYPES.has(type >>> 0) && isNetworkMount(readFileSync('/proc/self/mounts', 'utf8'), folder)
  } catch {
    return isNetworkPath(path)
  }
}

export function isNetworkType(type: number): boolean {
  return NETWORK_TYPES.has(type >>> 0)
}

/** Windows: `\\server\share\…` and its long form `\\?\UNC\server\…`. */
export function isNetworkPath(path: string): boolean {
  return /^\\\\(\?\\UNC\\|(?![?.]\\))/i.test(path)
}

/** Linux: whether the mount that holds `folder` is one over SSH or of a web disk, or a Windows drive seen from WSL. */
export function isNetworkMount(mounts: string, folder: string): boolean {
  const holding = mounts
    .split('\n')
    .map(line => {
      const [, place = '', kind = '', options = ''] = line.split(' ')
      return { place: place.replaceAll(String.raw`\040`, ' '), kind, options }
    })
    .filter(({ place }) => place !== '' && (place === '/' || folder === place || folder.startsWith(`${place}/`)))
    .reduce((inner, mount) => (mount.place.length >= inner.place.length ? mount : inner), {
      place: '',
      kind: '',
      options: '',
    })
  if (/^fuse\.(sshfs|rclone|s3fs|davfs2?|gcsfuse|curlftpfs|smbnetfs)$/.test(holding.kind)) return true
  return holding.kind === '9p' && holding.options.includes('aname=drvfs')
}
