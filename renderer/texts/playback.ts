export const playbackTexts = {
  picture: 'Picture',
  proxy: 'Proxy',
  original: (height: number): string => `Original ${height}p`,
  noTake: 'no take yet',
  noPicture: 'The picture cannot be shown here. Its file may be missing, or its proxy is still being made.',
} as const
