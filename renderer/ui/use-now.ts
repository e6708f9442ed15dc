import { useEffect, useState } from 'react'

const MINUTE_MS = 60_000

/** The time of day in milliseconds, renewed every minute, so that "2 min ago" does not stay so. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
