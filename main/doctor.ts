import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { isStudioError } from '#model/errors.ts'
import { openDatabase } from '#main/db/open.ts'
import type { Host } from '#main/host.ts'
import { leaseHolder, isHolderAlive } from '#main/library/lease.ts'
import { openLibrary, refuseForeign, type Library } from '#main/library/library.ts'
import { abandonedWork } from '#main/library/work-folder.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { orphansOf } from '#main/media/processes.ts'
import { unwantedIncoming } from '#main/outbox/incoming-files.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { readOwnModels, withOwnModels } from '#main/services/own-models-file.ts'

/** One thing looked at. `fix` says what to do; null when nothing is to be done. */
export type Finding = {
  readonly name: string
  readonly state: 'good' | 'note' | 'bad'
  readonly found: string
  readonly fix: string | null
}

const GIBIBYTE = 2 ** 30
const LOW_SPACE_BYTES = 5 * GIBIBYTE

const REINSTALL = 'Install the packages again: npm ci'
const CLEARED_NEXT = 'The next make or render clears it up.'

const good = (name: string, found: string): Finding => ({ name, state: 'good', found, fix: null })
const note = (name: string, found: string, fix: string): Finding => ({ name, state: 'note', found, fix })
const bad = (name: string, found: string, fix: string): Finding => ({ name, state: 'bad', found, fix })

/** One look; whatever it throws is what it found, so that the others are taken all the same. */
async function looking(
  name: string,
  fix: string,
  look: () => Finding | readonly Finding[] | Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return [await look()].flat()
  } catch (error) {
    return [bad(name, error instanceof Error ? error.message : String(error), fix)]
  }
}

/** Looks at this machine and the library in `libraryDir`, changing nothing. Never throws for what it looks for. */
export async function examine(options: { libraryDir: string; host: Host; signal: AbortSignal }): Promise<Finding[]> {
  const { libraryDir, host, signal } = options
  const findings: Finding[] = []
  const looks = [
    () => looking('program', REINSTALL, lookAtProgram),
    () => looking('ffmpeg', 'Install ffmpeg, or say where it is (FLYTHROUGH_FFMPEG).', () => lookAtFfmpeg(host)),
    () => looking('drawing', REINSTALL, lookAtDrawing),
    () => looking('database', REINSTALL, lookAtSqlite),
    () => looking('models', 'Install the program again.', () => lookAtCatalogue(libraryDir, host)),
    () => looking('disk', 'Keep the library elsewhere (--library DIR).', () => lookAtDisk(libraryDir)),
    () => lookAtLibrary(libraryDir, host),
  ]
  for (const look of looks) {
    signal.throwIfAborted()
    findings.push(...(await look()))
  }
  return findings
}

function lookAtProgram(): Finding {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const found = `Flythrough Studio ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24
  return isNewEnough
    ? good('program', found)
    : bad('program', found, 'Flythrough needs Node 24 or later: npm run setup')
}

async function lookAtFfmpeg(host: Host): Promise<Finding> {
  const { ffmpeg, warnings } = await findFfmpeg({
    settingPath: host.chosenFfmpeg ?? undefined,
    packagedPath: host.packagedFfmpeg ?? undefined,
  })
  const found = `${ffmpeg.version} from ${ffmpeg.source} (${ffmpeg.path})`
  return warnings.length > 0 ? note('ffmpeg', found, warnings.join(' ')) : good('ffmpeg', found)
}

async function lookAtDrawing(): Promise<Finding> {
  const { createCanvas } = await import('@napi-rs/canvas')
  createCanvas(2, 2).getContext('2d').fillRect(0, 0, 1, 1)
  return good('drawing', 'the canvas module works')
}

/** SQLite's native module is loaded by the first database: one of our own, so that it is tried without a library too. */
function lookAtSqlite(): Finding {
  const folder = mkdtempSync(join(tmpdir(), 'flythrough-doctor-'))
  try {
    const db = openDatabase(join(folder, 'try.db'))
    const row = db.get<{ version: string }>('SELECT sqlite_version() AS version')
    db.close()
    return good('database', `SQLite ${row?.version} works`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lookAtCatalogue(libraryDir: string, host: Host): Finding {
  const shipped = loadCatalogue(host.resourcesDir)
  const own = readOwnModels(libraryDir, shipped)
  if (own.trouble !== null) return note('models', own.trouble, `Mend ${own.path}, or take it away.`)
  const { models } = withOwnModels(shipped, own.models)
  return good('models', models.map(model => model.id).join(', '))
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

async function lookAtLibrary(libraryDir: string, host: Host): Promise<readonly Finding[]> {
  const keepIt = 'Keep the folder as it is until this is solved; nothing was changed.'
  if (!existsSync(join(libraryDir, 'library.db'))) {
    return looking('library', keepIt, () => {
      refuseForeign(libraryDir)
      return good('library', `none yet at ${libraryDir}; the first project makes it`)
    })
  }
  let library: Library
  try {
    library = openLibrary(libraryDir, { log: host.log, readOnly: true })
  } catch (error) {
    if (isStudioError(error, 'library/older')) {
      return [note('library', `${libraryDir} has an older format`, 'The next make or render brings it up to date.')]
    }
    return looking('library', keepIt, () => {
      throw error
    })
  }
  try {
    return [
      ...(await looking('library', keepIt, () => lookAtDatabase(library))),
      ...(await looking('work', keepIt, () => lookAtLease(library))),
      ...(await looking('work', keepIt, () => lookAtLeftovers(library))),
      ...(await looking('media', keepIt, () => lookAtMedia(library))),
    ]
  } finally {
    library.close()
  }
}

function lookAtDatabase(library: Library): Finding {
  const problems = library.db.all<{ quick_check: string }>('PRAGMA quick_check').map(row => row.quick_check)
  if (problems.join() !== 'ok') {
    return bad('library', problems.join('; '), `Put back a copy from ${library.backupsDir}, or from your own backup.`)
  }
  const { projects, takes } = library.db.get<{ projects: number; takes: number }>(
    `SELECT (SELECT count(*) FROM project WHERE trashed_at_ms IS NULL) AS projects,
       (SELECT count(*) FROM take WHERE trashed_at_ms IS NULL) AS takes`,
  ) ?? { projects: 0, takes: 0 }
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

/** What processes that were cut off left running or lying about. */
async function lookAtLeftovers(library: Library): Promise<Finding[]> {
  const folders = existsSync(library.workRoot) ? abandonedWork(library.workRoot) : []
  const incoming = existsSync(library.incomingDir) ? await unwantedIncoming(library) : []
  return [
    ...orphansOf(folders.map(path => basename(path))).map(({ pid, commandLine }) =>
      note('work', `still running for a studio that has ended: process ${pid}, ${commandLine}`, CLEARED_NEXT),
    ),
    ...folders.map(path => note('work', `left by a process that has ended: ${path}`, CLEARED_NEXT)),
    ...incoming.map(({ path }) => note('work', `a clip that nobody waits for: ${path}`, CLEARED_NEXT)),
  ]
}

async function lookAtMedia(library: Library): Promise<Finding[]> {
  const check = await library.media.check()
  const { storedCount, storedBytes, linkedCount } = check
  return [
    good('media', `${storedCount} files, ${(storedBytes / GIBIBYTE).toFixed(2)} GiB; ${linkedCount} linked in place`),
    ...check.missing.map(media =>
      bad('media', `missing: ${media.path}`, 'Put the file back, or give it to make or import-takes again.'),
    ),
    ...check.changed.map(media =>
      bad('media', `changed since it was imported: ${media.path}`, 'Give the original to make or import-takes again.'),
    ),
    ...check.unreadable.map(media =>
      bad('media', `may not be read: ${media.path}`, 'Give yourself the right to read it and its folders.'),
    ),
    ...check.orphans.map(orphan =>
      note('media', `belongs to nothing: ${orphan.path}`, 'The next make or render moves it to the trash.'),
    ),
  ]
}
