import { statfsSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StudioError } from '#model/errors.ts'
import type { Host } from '#main/host.ts'
import { leaseHolder, isHolderAlive } from '#main/library/lease.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'

/** One thing looked at. `fix` says what to do; null when nothing is to be done. */
export type Finding = {
  readonly name: string
  readonly state: 'good' | 'note' | 'bad'
  readonly found: string
  readonly fix: string | null
}

const GIBIBYTE = 2 ** 30
const LOW_SPACE_BYTES = 5 * GIBIBYTE

const good = (name: string, found: string): Finding => ({ name, state: 'good', found, fix: null })
const note = (name: string, found: string, fix: string): Finding => ({ name, state: 'note', found, fix })
const bad = (name: string, found: string, fix: string): Finding => ({ name, state: 'bad', found, fix })

/** Looks at this machine and the library in `libraryDir`, changing nothing. Never throws for what it looks for. */
export async function examine(options: { libraryDir: string; host: Host; signal: AbortSignal }): Promise<Finding[]> {
  const { libraryDir, host, signal } = options
  const findings = [
    lookAtNode(),
    await lookAtFfmpeg(host),
    await lookAtDrawing(),
    lookAtCatalogue(host),
    lookAtDisk(libraryDir),
  ]
  signal.throwIfAborted()
  return [...findings, ...(await lookAtLibrary(libraryDir, host))]
}

function lookAtNode(): Finding {
  const found = `Node ${process.versions.node}, ${process.platform} ${process.arch}`
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24
  return isNewEnough
    ? good('program', found)
    : bad('program', found, 'Flythrough needs Node 24 or later: npm run setup')
}

async function lookAtFfmpeg(host: Host): Promise<Finding> {
  try {
    const { ffmpeg, warnings } = await findFfmpeg({
      settingPath: host.chosenFfmpeg ?? undefined,
      packagedPath: host.packagedFfmpeg ?? undefined,
    })
    const found = `${ffmpeg.version} from ${ffmpeg.source} (${ffmpeg.path})`
    return warnings.length > 0 ? note('ffmpeg', found, warnings.join(' ')) : good('ffmpeg', found)
  } catch (error) {
    return bad('ffmpeg', 'none that works', messageOf(error))
  }
}

async function lookAtDrawing(): Promise<Finding> {
  try {
    const { createCanvas } = await import('@napi-rs/canvas')
    createCanvas(2, 2).getContext('2d').fillRect(0, 0, 1, 1)
    return good('drawing', 'the canvas module works')
  } catch (error) {
    return bad('drawing', messageOf(error), 'Install the packages again: npm ci')
  }
}

function lookAtCatalogue(host: Host): Finding {
  try {
    const { models } = loadCatalogue(host.resourcesDir)
    return good('models', models.map(model => model.id).join(', '))
  } catch (error) {
    return bad('models', messageOf(error), 'Install the program again.')
  }
}

/** The nearest folder above that is there already. */
function existingFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existingFolder(dirname(path))
}

function lookAtDisk(libraryDir: string): Finding {
  const { bavail, bsize } = statfsSync(existingFolder(libraryDir))
  const freeBytes = bavail * bsize
  const found = `${(freeBytes / GIBIBYTE).toFixed(1)} GiB free for ${libraryDir}`
  return freeBytes > LOW_SPACE_BYTES
    ? good('disk', found)
    : note(
        'disk',
        found,
        'A four-minute film needs about 2 GiB: make room, or keep the library elsewhere (--library DIR).',
      )
}

async function lookAtLibrary(libraryDir: string, host: Host): Promise<Finding[]> {
  if (!existsSync(libraryDir)) return [good('library', `none yet at ${libraryDir}; the first project makes it`)]
  let library: Library
  try {
    library = openLibrary(libraryDir, { log: host.log, readOnly: true })
  } catch (error) {
    return [bad('library', messageOf(error), 'Keep the folder as it is until this is solved; nothing was changed.')]
  }
  try {
    return [lookAtDatabase(library), lookAtLease(library), ...(await lookAtMedia(library))]
  } finally {
    library.close()
  }
}

function lookAtDatabase(library: Library): Finding {
  const problems = library.db.all<{ quick_check: string }>('PRAGMA quick_check').map(row => row.quick_check)
  const { projects, takes } = library.db.get<{ projects: number; takes: number }>(
    `SELECT (SELECT count(*) FROM project WHERE trashed_at_ms IS NULL) AS projects,
       (SELECT count(*) FROM take WHERE trashed_at_ms IS NULL) AS takes`,
  ) ?? { projects: 0, takes: 0 }
  if (problems.join() !== 'ok') {
    return bad('library', problems.join('; '), `Put back a copy from ${library.dir}/backups, or from your own backup.`)
  }
  return good('library', `projects: ${projects}, takes: ${takes}, in ${library.dir}`)
}

function lookAtLease(library: Library): Finding {
  const holder = leaseHolder(library.db)
  if (!holder) return good('work', 'nobody is working on the library')
  const who = `process ${holder.pid} on ${holder.hostName}`
  return isHolderAlive(holder)
    ? good('work', `${who} is working on the library`)
    : note('work', `${who} ended without finishing`, 'The next make or render clears up after it and goes on.')
}

async function lookAtMedia(library: Library): Promise<Finding[]> {
  const check = await library.media.check()
  const { storedCount, storedBytes, linkedCount } = check
  return [
    good('media', `${storedCount} files, ${(storedBytes / GIBIBYTE).toFixed(2)} GiB; ${linkedCount} linked in place`),
    ...check.missing.map(media => bad('media', `missing: ${media.path}`, 'Put the file back where it was.')),
    ...check.changed.map(media =>
      bad('media', `changed since it was imported: ${media.path}`, 'Put the original back.'),
    ),
    ...check.orphans.map(orphan =>
      note('media', `belongs to nothing: ${orphan.path}`, 'The next make or render removes what a crash left.'),
    ),
  ]
}

function messageOf(error: unknown): string {
  return error instanceof StudioError || error instanceof Error ? error.message : String(error)
}
