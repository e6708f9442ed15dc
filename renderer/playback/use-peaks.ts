import { useQuery } from '@tanstack/react-query'
import { unpackPeaks, type WavePeaks } from '#model/wave-peaks.ts'

/** The waveform of an analysed song; undefined until it is there. */
export function usePeaks(mediaId: string | null): WavePeaks | undefined {
  const { data } = useQuery({
    queryKey: ['peaks', mediaId],
    enabled: mediaId !== null,
    staleTime: Infinity,
    // While a song is still being heard there are none.
    retry: true,
    retryDelay: 1000,
    queryFn: async ({ signal }) => {
      const response = await fetch(`/peaks/${mediaId}`, { signal })
      if (!response.ok) throw new Error(`the waveform answered ${response.status}`)
      return unpackPeaks(new Uint8Array(await response.arrayBuffer()))
    },
  })
  return data
}
