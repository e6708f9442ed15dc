import { useCallback } from 'react'
import { notify } from '../ui/notices.tsx'
import { failureSentence } from './failure.ts'

/** Runs something that changes the library; when it fails the person is told why, and nothing else happens. */
export function useAct(): (work: () => Promise<unknown>) => void {
  return useCallback((work: () => Promise<unknown>) => {
    work().catch((error: unknown) => notify({ kind: 'bad', text: failureSentence(error) }))
  }, [])
}
