import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Linux's numbers (statfs f_type) of file systems that other machines serve: NFS, SMB 1, CIFS, SMB 2, AFS, Ceph, Coda. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x73757245])

/** True when the file's folder is known to be on another machine's disk, where SQLite's locks cannot be trusted. */
export function isOnNetworkDisk(path: string): boolean {
  if (process.platform === 'win32') return isNetworkPath(path)
  if (process.platform !== 'linux') return false
  try {
    return isNetworkType(statfsSync(dirname(path)).type)
  } catch {
    return false
  }
}

export function isNetworkType(type: number): boolean {
  return NETWORK_TYPES.has(type >>> 0)
}

/** Windows: `\\server\share\…` and its long form `\\?\UNC\server\…`. */
export function isNetworkPath(path: string): boolean {
  return /^\\\\(\?\\UNC\\|(?![?.]\\))/i.test(path)
}
