import { useQuery, useQueryClient } from '@tanstack/react-query'
import { SETTING_KEYS, SETTINGS, settingValues, type SettingChanges, type SettingValues } from '#model/settings.ts'
import { tellFailure } from '../../client/tell-failure.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'

const FALLBACKS = settingValues.parse(Object.fromEntries(SETTING_KEYS.map(key => [key, SETTINGS[key].fallback])))

/** What the person has chosen; until it is known, what counts when nothing is. A change shows at once and is taken back when it fails. */
export function useSettings(): { values: SettingValues; change: (changes: SettingChanges) => void } {
  const studio = useStudio()
  const queryClient = useQueryClient()
  const { settings } = useQueries()
  const { data } = useQuery(settings.all.queryOptions())
  const queryKey = settings.all.queryKey()

  function change(changes: SettingChanges): void {
    queryClient.setQueryData(queryKey, (before: SettingValues | undefined) => merged(before ?? FALLBACKS, changes))
    studio.settings
      .change(changes)
      .then(values => queryClient.setQueryData(queryKey, values))
      .catch((error: unknown) => {
        void queryClient.invalidateQueries({ queryKey })
        tellFailure(error)
      })
  }

  return { values: data ?? FALLBACKS, change }
}

function merged(values: SettingValues, changes: SettingChanges): SettingValues {
  return settingValues.parse({ ...values, ...changes })
}
