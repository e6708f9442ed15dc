// The last look of the set-up, on the Node that everything after it runs on: are its native parts and ffmpeg usable?
const major = Number(process.versions.node.split('.')[0])
try {
  if (major < 24) throw new Error(`Node ${process.versions.node} is too old here: install Node 24 or later`)
  const { default: Database } = await import('better-sqlite3')
  new Database(':memory:').close()
  const { findFfmpeg } = await import('../main/media/find-ffmpeg.ts')
  const { warnings } = await findFfmpeg()
  for (const warning of warnings) process.stderr.write(`setup: ${warning}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
