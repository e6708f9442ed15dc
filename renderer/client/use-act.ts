import { useCallback } from 'react'
import { texts } from '../texts.ts'
import { notify } from '../ui/notices.tsx'
import { isNoAnswer } from './failure.ts'
import { tellFailure } from './tell-failure.ts'

type Work = () => Promise<unknown>

/** What was done while the studio did not answer, in its order. */
let unkept: readonly Work[] = []

/**
 * Runs something that changes the library; when it fails the person is told why, and nothing else happens. What no studio heard
 * is offered to be done again, all of it together.
 */
export function useAct(): (work: Work) => void {
  return useCallback((work: Work) => void attempt(work), [])
}

async function attempt(work: Work): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (isNoAnswer(error)) offerAgain(work)
    else tellFailure(error)
  }
}

function offerAgain(work: Work): void {
  const works = [...unkept, work]
  unkept = works
  notify({
    kind: 'bad',
    about: 'unkept',
    text: texts.failure.notKept(works.length),
    action: { label: texts.failure.again, run: () => void doAgain(works) },
    onClose: () => (unkept = []),
  })
}

async function doAgain(works: readonly Work[]): Promise<void> {
  for (const work of works) await attempt(work)
}
