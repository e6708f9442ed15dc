import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Transport, type TransportState } from './transport.ts'

const TransportContext = createContext<Transport | null>(null)

/** Gives one transport to everything inside: whatever shows or plays time there shares it. */
export function TransportProvider({ children }: { children: ReactNode }) {
  const [transport] = useState(() => new Transport())
  useEffect(() => () => transport.rest(), [transport])
  return <TransportContext value={transport}>{children}</TransportContext>
}

/** The transport itself, for commands and for `nowTicks` in animation frames. Throws outside a TransportProvider. */
export function useTransportControls(): Transport {
  const transport = useContext(TransportContext)
  if (!transport) throw new Error('there is no TransportProvider around this')
  return transport
}

/** What the selector takes of the transport's state; renders again when that changes. */
export function useTransport<T>(selector: (state: TransportState) => T): T {
  return useStore(useTransportControls().store, selector)
}
