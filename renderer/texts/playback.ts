export const playbackTexts = {
  picture: 'Picture',
  proxy: 'Proxy',
  original: (height: number): string => `Original ${height}p`,
  lost: {
    missing: (name: string): string => `${name} is gone.`,
    changed: (name: string): string => `${name} is not the file that it was.`,
    unreadable: (name: string): string => `${name} cannot be read.`,
    lastAt: (path: string): string => `It was at ${path}`,
    notShown: 'This picture cannot be shown here until its proxy is made.',
    find: 'Find it…',
  },
} as const
