import { useQuery } from '@tanstack/react-query'
import { Unlink } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useQueries } from '../client/studio-context.tsx'
import { runCommand } from '../commands/registry.ts'
import { useProject } from '../frame/use-project.tsx'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { ICON } from '../ui/icon.ts'

const words = texts.playback.lost

/** Which file cannot be shown, and the way out; `retry` is called when it has been found again. */
export function LostFile({ mediaId, retry }: { mediaId: string; retry: () => void }) {
  const { id: projectId } = useProject()
  const { data } = useQuery({
    ...useQueries().projects.missing.queryOptions({ input: { projectId } }),
    // What is on the disk is looked at when it is asked for, and anew when a file of the library has found its place.
    staleTime: 0,
  })
  const file = data?.find(missing => missing.mediaId === mediaId)
  const wasMissing = useRef(false)
  useEffect(() => {
    if (file) wasMissing.current = true
    else if (data && wasMissing.current) retry()
  }, [file, data, retry])
  if (!data) return null
  return (
    <div
      role="status"
      className="absolute inset-x-3 bottom-3 mx-auto flex w-fit max-w-full items-center gap-3 rounded-control bg-plate py-2 pr-2 pl-3 text-12 text-on-plate"
    >
      <Unlink {...ICON} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0">
        {file ? words[file.trouble](file.fileName) : words.notShown}
        {file && <span className="block truncate opacity-75">{words.lastAt(file.path)}</span>}
      </span>
      {file && (
        <Button size="small" onClick={() => runCommand('frame.findFiles')}>
          {words.find}
        </Button>
      )}
    </div>
  )
}
