export const renderTexts = {} as const
