export const editTexts = {} as const
