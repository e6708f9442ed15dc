import { runCommand } from '../../commands/registry.ts'

/** Goes where a person says how much a project may spend. */
export function openMoney(): void {
  runCommand('frame.settings')
}

/** Goes where a person gives a service its key. */
export function openService(): void {
  runCommand('frame.settings')
}
