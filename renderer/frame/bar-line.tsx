import type { ReactNode } from 'react'

const LOOKS = { bad: ['bg-bad-wash', 'text-bad'], warn: ['bg-warn-wash', 'text-warn'] } as const

/** A line over everything: what is wrong, and the buttons that lead out. */
export function BarLine({
  look,
  icon,
  children,
  ways,
}: {
  look: keyof typeof LOOKS
  icon: ReactNode
  children: ReactNode
  ways: ReactNode
}) {
  const [ground, sign] = LOOKS[look]
  return (
    <div role="alert" className={`flex items-center gap-3 py-1.5 pr-2 pl-4 ${ground}`}>
      <span className={`shrink-0 ${sign}`}>{icon}</span>
      <p className="min-w-0 grow text-pretty">{children}</p>
      {ways}
    </div>
  )
}
