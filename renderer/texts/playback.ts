export const playbackTexts = {} as const
