import { useEffect } from 'react'
import { dress } from '../../frame/appearance.ts'
import { useSettings } from './use-settings.ts'

/** Dresses the window as it was chosen; shows nothing itself. */
export function SettingsAppearance() {
  const { theme, contrast, motion } = useSettings().values
  useEffect(() => dress(document.documentElement, { theme, contrast, motion }), [theme, contrast, motion])
  return null
}
