import { useEffect, useState } from 'react'
import { failureSentence } from '../../client/failure.ts'

const PAUSE_MS = 150

/** What the studio reads in a text that is being written or pasted; asked in the pauses. `read` must stay the same. */
export function useReading<Reading>(
  text: string,
  read: (text: string) => Promise<Reading>,
): { readonly reading: Reading | null; readonly problem: string | null } {
  const [found, setFound] = useState<{ text: string; reading: Reading | null; problem: string | null } | null>(null)
  useEffect(() => {
    if (text.trim() === '') return undefined
    let isOld = false
    const asking = setTimeout(() => {
      read(text).then(
        reading => !isOld && setFound({ text, reading, problem: null }),
        (error: unknown) => !isOld && setFound({ text, reading: null, problem: failureSentence(error) }),
      )
    }, PAUSE_MS)
    return () => {
      isOld = true
      clearTimeout(asking)
    }
  }, [text, read])
  if (text.trim() === '' || !found) return { reading: null, problem: null }
  return found.text === text ? found : { reading: null, problem: null }
}
