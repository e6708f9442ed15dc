import { useCallback } from 'react'
import { givenFiles } from '../../files/given-files.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useEdits } from './use-treatment.tsx'

/** Makes a dropped picture the board frame of a shot; of several the first. Rejects with a sentence for the person. */
export function useDroppedStill(): (shotId: string, files: readonly File[]) => Promise<void> {
  const { setStill } = useEdits()
  return useCallback(
    async (shotId, files) => {
      if (files.length > 1) notify({ kind: 'info', text: texts.treatment.stillTooMany })
      const [file] = await givenFiles(files.slice(0, 1))
      if (file) await setStill(shotId, file)
    },
    [setStill],
  )
}
