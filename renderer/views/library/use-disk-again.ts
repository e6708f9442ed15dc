import { useQueryClient } from '@tanstack/react-query'
import { useQueries } from '../../client/studio-context.tsx'

/** Has the disk looked at again: after files were found, removed or cleared, of which no row tells. */
export function useDiskAgain(): () => void {
  const queryClient = useQueryClient()
  const { projects, trouble } = useQueries()
  return () => {
    void queryClient.invalidateQueries({ queryKey: projects.diskUse.key() })
    void queryClient.invalidateQueries({ queryKey: trouble.health.key() })
  }
}
