export const outboxTexts = {} as const
