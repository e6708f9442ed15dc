import type { FrameRate } from '#model/time.ts'

/** The frame every piece is brought to. */
export type PictureFormat = { readonly rate: FrameRate; readonly width: number; readonly height: number }
