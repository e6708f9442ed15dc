import { createStore } from 'zustand/vanilla'
import { runCommand } from '../commands/registry.ts'

/** The project whose money is to be seen; null = that of the one that is open. */
export const wantedProject = createStore<{ readonly id: string | null }>(() => ({ id: null }))

/** Opens the money of a project, wherever one is. */
export function openMoney(projectId: string | null): void {
  wantedProject.setState({ id: projectId })
  runCommand('frame.money')
}
