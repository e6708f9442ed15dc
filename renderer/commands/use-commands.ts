import { useEffect, useRef } from 'react'
import { registerCommands, unregisterCommands, type CommandHandler, type CommandHandlers } from './registry.ts'
import type { CommandId } from './catalogue.ts'

/**
 * Says what commands do while the component is shown. Handlers may be new in every render: what runs is the newest; only
 * what a menu shows of them (enabled, on, title) makes others look again.
 */
export function useCommands(handlers: CommandHandlers): void {
  const newest = useRef(handlers)
  useEffect(() => {
    newest.current = handlers
  })
  const shown = JSON.stringify(Object.entries(handlers).map(([id, handler]) => [id, shownOf(handler)]))
  useEffect(() => {
    const place = newest
    return () => unregisterCommands(place)
  }, [])
  useEffect(() => {
    const entries = (JSON.parse(shown) as [CommandId, Omit<CommandHandler, 'run'>][]).map(([id, facts]) => {
      const run = (): void => {
        const handler = newest.current[id]
        if (typeof handler === 'function') handler()
        else handler?.run()
      }
      return [id, { ...facts, run }]
    })
    registerCommands(newest, Object.fromEntries(entries) as CommandHandlers)
  }, [shown])
}

function shownOf(handler: CommandHandler | (() => void) | undefined): Omit<CommandHandler, 'run'> {
  if (handler === undefined || typeof handler === 'function') return {}
  const { run: _run, ...facts } = handler
  return facts
}
