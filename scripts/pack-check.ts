// Checks what a package of the built app holds, for each platform that this can be done for on any machine.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkPackage } from './check-package.ts'

for (const platform of ['linux', 'windows'] as const) {
  const complaints = await checkPackage(platform)
  for (const complaint of complaints) console.error(`${platform}: ${complaint}`)
  console.error(`pack-check: the package for ${platform} is ${complaints.length === 0 ? 'right' : 'wrong'}`)
  if (complaints.length > 0) process.exitCode = 1
}
// No complaint: ffmpeg's program is put there where a release is made, and cannot be fetched everywhere.
if (!existsSync(fileURLToPath(new URL('../resources/ffmpeg', import.meta.url)))) {
  console.error('pack-check: no ffmpeg is packed (there is no resources/ffmpeg): the app uses the one on the PATH')
}
