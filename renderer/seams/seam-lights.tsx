import { lightsWords, LIGHTS, type SeamLevel, type ToldSeam } from './seam-words.ts'

const COLOURS: Readonly<Record<SeamLevel, string>> = {
  good: 'text-lamp-ok',
  fair: 'text-lamp-warn',
  poor: 'text-lamp-bad',
  unknown: 'text-faint',
}

/** A light as a shape: a dot is good, a triangle fair, a square on its corner poor, a ring not seen. */
export function LevelMark({ level }: { level: SeamLevel }) {
  return (
    <svg
      viewBox="0 0 10 10"
      width="10"
      height="10"
      aria-hidden="true"
      className={`shrink-0 ${COLOURS[level]}`}
      fill="currentColor"
    >
      {level === 'good' && <circle cx="5" cy="5" r="2.5" />}
      {level === 'fair' && <path d="M5 1 9.4 8.8H.6z" />}
      {level === 'poor' && <path d="M5 0 10 5 5 10 0 5z" />}
      {level === 'unknown' && <circle cx="5" cy="5" r="2.6" fill="none" stroke="currentColor" strokeWidth="1.3" />}
    </svg>
  )
}

/** The four lights of a seam in a row: way, speed, light, colour. */
export function SeamLights({ seam }: { seam: ToldSeam }) {
  return (
    <span role="img" aria-label={lightsWords(seam)} className="inline-flex items-center gap-1">
      {LIGHTS.map(name => (
        <LevelMark key={name} level={seam[name].level} />
      ))}
    </span>
  )
}
