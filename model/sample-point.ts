/**
 * A film frame shows the picture that stands this far into it: near its middle, so that rounded timestamps do no harm, but
 * not at the middle, where twice the film's rate begins a new picture (R4).
 */
export const SAMPLE_POINT = 0.53
