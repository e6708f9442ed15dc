import { useQueryClient } from '@tanstack/react-query'
import { useQueries } from '../../client/studio-context.tsx'

/** Has the disk looked at again: after files were found, removed or cleared, of which no row tells. */
export function useDiskAgain(): () => void {
  const queryClient = useQueryClient()
  const queryKey = useQueries().projects.diskUse.key()
  return () => void queryClient.invalidateQueries({ queryKey })
}
