import type { DeskContext } from './desk-context.ts'
import { createFilesDesk } from './files-desk.ts'
import { createHistoryDesk } from './history-desk.ts'
import { createLookTestsDesk } from './look-tests-desk.ts'
import { createMoneyDesk } from './money-desk.ts'
import { createOutboxDesk } from './outbox-desk.ts'
import { createProjectDesk } from './project-desk.ts'
import { createProjectsDesk } from './projects-desk.ts'
import { createRendersDesk } from './renders-desk.ts'
import { createSeamsDesk } from './seams-desk.ts'
import { createSequencesDesk } from './sequences-desk.ts'
import { createServicesDesk } from './services-desk.ts'
import { createSettingsDesk } from './settings-desk.ts'
import { createSongDesk } from './song-desk.ts'
import { createTakesDesk } from './takes-desk.ts'
import { createTreatmentDesk } from './treatment-desk.ts'
import { createTroubleDesk } from './trouble-desk.ts'

export type Desks = ReturnType<typeof createDesks>

/** The services behind the screens: over the features, which know nothing of each other. */
export function createDesks(context: DeskContext) {
  return {
    files: createFilesDesk(context),
    history: createHistoryDesk(context),
    lookTests: createLookTestsDesk(context),
    money: createMoneyDesk(context),
    outbox: createOutboxDesk(context),
    project: createProjectDesk(context),
    projects: createProjectsDesk(context),
    renders: createRendersDesk(context),
    seams: createSeamsDesk(context),
    sequences: createSequencesDesk(context),
    services: createServicesDesk(context),
    settings: createSettingsDesk(context),
    song: createSongDesk(context),
    takes: createTakesDesk(context),
    treatment: createTreatmentDesk(context),
    trouble: createTroubleDesk(context),
  }
}
