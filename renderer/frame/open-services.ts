import { createStore } from 'zustand/vanilla'
import { runCommand } from '../commands/registry.ts'

/** The service that is to be seen when the services open; null = none before others. */
export const wantedService = createStore<{ readonly id: string | null }>(() => ({ id: null }))

/** Opens the services, at this one. */
export function openServices(serviceId: string | null): void {
  wantedService.setState({ id: serviceId })
  runCommand('frame.services')
}
