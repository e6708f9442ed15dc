/** What a window may ask of this part of the studio. */
export const historyContract = {}
