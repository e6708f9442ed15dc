/** Rises whenever the same song may be heard differently than before. Alone in its file, so that asking for it loads no analyser. */
export const ANALYSER_VERSION = 1
