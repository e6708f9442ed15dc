export const songTexts = {} as const
