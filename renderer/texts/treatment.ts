export const treatmentTexts = {} as const
