import { useCallback } from 'react'
import { tellFailure } from './tell-failure.ts'

/** Runs something that changes the library; when it fails the person is told why, and nothing else happens. */
export function useAct(): (work: () => Promise<unknown>) => void {
  return useCallback((work: () => Promise<unknown>) => {
    work().catch(tellFailure)
  }, [])
}
