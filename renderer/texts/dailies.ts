const parts = (...all: readonly (string | false)[]): string => all.filter(Boolean).join(', ')

/** What arrived since one last looked. */
export const dailiesTexts = {
  title: 'Dailies',
  summary: (of: { arrived: number; refused: number; failed: number; cost: string | null }) =>
    parts(
      of.arrived > 0 && `${of.arrived} arrived`,
      of.refused > 0 && `${of.refused} refused`,
      of.failed > 0 && `${of.failed} failed`,
      of.cost ?? false,
    ),
  watch: (minutes: number) => (minutes < 1 ? 'Watch' : `Watch (${minutes} min)`),
  lookAt: 'Look',
  notNow: 'Not now',
  notNowName: 'Put dailies away until something new arrives',
  count: (at: number, of: number) => `${at} of ${of}`,
  leave: 'Leave',
  loading: 'Opening dailies',
  overTitle: 'That is all that arrived',
  overBody: (kept: number, rejected: number) => parts(`${kept} kept`, `${rejected} rejected`),
  nothingArrived: 'Nothing arrived that can be watched',
  stopped: 'What did not arrive',
  done: 'Done',
  back: 'Back to the last one',
} as const
