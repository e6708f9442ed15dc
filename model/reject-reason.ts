/** Why a take was rejected, in the order of their keys (Shift+1..8). Kept by these words: never rename one. */
export const REJECT_REASONS = ['hands', 'face', 'morphs', 'camera', 'look', 'slow', 'text', 'idea'] as const
export type RejectReason = (typeof REJECT_REASONS)[number]
