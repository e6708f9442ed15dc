export const takesTexts = {} as const
