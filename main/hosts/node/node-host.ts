import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Host } from '#main/host.ts'
import { followNetwork } from '#main/hosts/network.ts'
import { ownVersion } from '#main/hosts/own-version.ts'
import { defaultKeyFile } from '#main/library/default-place.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { createKeyFile } from '#main/services/key-store.ts'

/** The host of the command line and of `serve`. `FLYTHROUGH_FFMPEG` is this host's setting for ffmpeg. */
export function nodeHost(log: (line: string) => void): Host {
  const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url))
  return {
    resourcesDir,
    chosenFfmpeg: process.env['FLYTHROUGH_FFMPEG'] ?? null,
    packagedFfmpeg: null,
    log,
    keys: createKeyFile(defaultKeyFile(), { shipped: () => loadCatalogue(resourcesDir) }),
    pageDir: fileURLToPath(new URL('../../../out/renderer', import.meta.url)),
    version: ownVersion(),
    network: followNetwork(hasInterfaceOutwards),
  }
}

/** A machine by itself has only addresses that lead back to it, and ones it gave itself for its own cable. */
function hasInterfaceOutwards(): boolean {
  return Object.values(networkInterfaces())
    .flat()
    .some(address => address && !address.internal && !/^(169\.254\.|fe80:)/i.test(address.address))
}
