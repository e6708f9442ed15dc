import { changesContract } from './changes-contract.ts'
import { filesContract } from './files-contract.ts'
import { historyContract } from './history-contract.ts'
import { lookTestsContract } from './look-tests-contract.ts'
import { moneyContract } from './money-contract.ts'
import { outboxContract } from './outbox-contract.ts'
import { projectContract } from './project-contract.ts'
import { projectsContract } from './projects-contract.ts'
import { rendersContract } from './renders-contract.ts'
import { seamsContract } from './seams-contract.ts'
import { sequencesContract } from './sequences-contract.ts'
import { servicesContract } from './services-contract.ts'
import { settingsContract } from './settings-contract.ts'
import { songContract } from './song-contract.ts'
import { takesContract } from './takes-contract.ts'
import { treatmentContract } from './treatment-contract.ts'
import { troubleContract } from './trouble-contract.ts'

/** All that a window may ask of the studio. A method that is not here does not exist. */
export const contract = {
  changes: changesContract,
  files: filesContract,
  history: historyContract,
  lookTests: lookTestsContract,
  money: moneyContract,
  outbox: outboxContract,
  project: projectContract,
  projects: projectsContract,
  renders: rendersContract,
  seams: seamsContract,
  sequences: sequencesContract,
  services: servicesContract,
  settings: settingsContract,
  song: songContract,
  takes: takesContract,
  treatment: treatmentContract,
  trouble: troubleContract,
}
