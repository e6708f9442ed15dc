import { useEffect } from 'react'
import { dress } from '../../frame/appearance.ts'
import { setPlaysProxies } from '../../playback/media-files.ts'
import { useSettings } from './use-settings.ts'

/** Dresses the window, and lets it play, as it was chosen; shows nothing itself. */
export function ApplySettings() {
  const { theme, contrast, motion, playsProxies } = useSettings().values
  useEffect(() => dress(document.documentElement, { theme, contrast, motion }), [theme, contrast, motion])
  useEffect(() => setPlaysProxies(playsProxies), [playsProxies])
  return null
}
