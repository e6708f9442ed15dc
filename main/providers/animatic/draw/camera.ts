import { clamp, ease, hash, lerp, wander } from './numbers.ts'

/** Where the eye is and looks. x right, y up, z ahead, in metres; angles in radians; `zoom` = focal length / picture unit. */
export type Camera = {
  x: number
  y: number
  z: number
  yaw: number
  pitch: number
  roll: number
  zoom: number
}

/** How a scene wants to be flown through. */
export type Flight = {
  /** Metres per second of a plain forward flight. */
  readonly speed: number
  /** Metres above the floor. */
  readonly eye: number
  /** How far the camera may stray: sideways, upwards. */
  readonly room: readonly [number, number]
}

export const MOVES = [
  'fly',
  'push',
  'pull',
  'orbit',
  'crane',
  'descend',
  'pan',
  'whip',
  'static',
  'skim',
  'weave',
] as const
export type Move = (typeof MOVES)[number]

const MOVE_WORDS: readonly (readonly [RegExp, Move])[] = [
  [/\b(whips?|whipping)\b/, 'whip'],
  [/\b(pull(s|ing)?|backwards?|zoom(s|ing)? out|reced(e|es|ing)|retreat(s|ing)?)\b/, 'pull'],
  [/\b(orbit(s|ing)?|arc(s|ing)?|circl(e|es|ing)|around|spin(s|ning)?)\b/, 'orbit'],
  [/\b(descen(d|ds|ding|t)|sink(s|ing)?|div(e|es|ing)|down|downwards?|drop(s|ping)?|fall(s|ing)?)\b/, 'descend'],
  [
    /\b(cran(e|es|ing)|ris(e|es|ing)|climb(s|ing)?|boom(s|ing)?|ascen(d|ds|ding|t)|upwards?|float(s|ing)? up|up and|soar(s|ing)?)\b/,
    'crane',
  ],
  [/\b(skim(s|ming)?|low|crawl(s|ing)?|floor level|ground level)\b/, 'skim'],
  [/\b(weav(e|es|ing)|slaloms?|bank(s|ing)?|sway(s|ing)?|swing(s|ing)?|surf(s|ing)?)\b/, 'weave'],
  [/\b(pan(s|ning)?|sweep(s|ing)?)\b/, 'pan'],
  [/\b(static|locked|still|hold(s|ing)?|tripod)\b/, 'static'],
  [/\b(push(es|ing)?|doll(y|ies|ying)|zoom(s|ing)?|creep(s|ing)?|clos(e|er|ing))\b/, 'push'],
]

/** The move a line of camera direction asks for; a plain forward flight where it names none. */
export function moveFrom(cameraMove: string): Move {
  const text = cameraMove.toLowerCase()
  return MOVE_WORDS.find(([words]) => words.test(text))?.[1] ?? 'fly'
}

/** How much faster or slower than the scene's own speed the words want to go. */
export function paceFrom(text: string): number {
  const plain = text.toLowerCase()
  if (/\b(very slow(ly)?|extreme(ly)?|barely)\b/.test(plain)) return 0.55
  if (/\b(fast|faster|rac(e|es|ing)|rush(es|ing)?|speed(s|ing)?|chas(e|es|ing)|sprint(s|ing)?)\b/.test(plain))
    return 1.45
  if (/\b(slow(s|er|ly|ing)?|drift(s|ing)?|float(s|ing)?|gently|glid(e|es|ing)|sink(s|ing)?)\b/.test(plain)) return 0.75
  return 1
}

const CAMERA_TALK: readonly RegExp[] = [
  /(?:\S+ ){0,3}\b(?:camera|lens|drone|dolly|shot|angle|viewpoint)\b(?: \S+){0,4}/g,
  /\bwe(?: \S+){1,3}/g,
  /\b(?:push(?:es|ing)? in|pull(?:s|ing)? (?:back|out|away)|zoom(?:s|ing)? (?:in|out)|cran(?:e|es|ing) (?:up|down)|whip[ -]pans?|pan(?:s|ning)? (?:left|right|across))\b/g,
  // A clause that begins with going somewhere is about who looks: `Sinking through kelp`, not `a sinking ship`.
  /^(?:fly|float|glid|drift|rac|rush|soar|skim|div|sink|ris|climb|crawl|descend|swoop|orbit|circl)(?:e|m?ing)? (?:slowly |fast |gently )?(?:up|down|low|over|through|along|across|past|above|below|under|into|out|forwards?|back|backwards?|between|around|towards?|from)\b/g,
]

/** What a prompt says of its camera, where no line of direction stands beside it: most of its words are about the scene. */
export function cameraTalk(prompt: string): string {
  const clauses = prompt.toLowerCase().split(/[^\p{L}\p{N}'’\s-]+/u)
  return clauses
    .map(clause => clause.trim().replaceAll(/\s+/g, ' '))
    .flatMap(clause => CAMERA_TALK.flatMap(pattern => clause.match(pattern) ?? []))
    .join(', ')
}

/**
 * The camera `seconds` into a shot of `length` seconds. Every move keeps going at both ends, and a flight gathers
 * speed in its last half second, so that shots cut into each other in motion.
 */
export function cameraAt(
  seconds: number,
  length: number,
  flight: Flight,
  move: Move,
  pace: number,
  seed: number,
): Camera {
  const t = seconds
  const share = length > 0 ? t / length : 0
  const eased = ease(share)
  const speed = flight.speed * pace
  const [roomX, roomY] = flight.room
  const side = hash(seed, 7) < 0.5 ? -1 : 1
  const start = hash(seed, 8) * 60
  const camera: Camera = {
    x: wander(t * 0.22 + 9, seed) * roomX * 0.3,
    y: flight.eye + wander(t * 0.3 + 5, seed + 1) * roomY * 0.12 + (hash(seed, 9) - 0.4) * roomY * 0.25,
    z: start + speed * t,
    yaw: wander(t * 0.2 + 3, seed + 2) * 0.035,
    pitch: wander(t * 0.25 + 1, seed + 3) * 0.014,
    roll: wander(t * 0.27 + 2, seed + 4) * 0.014,
    zoom: 0.8 + hash(seed, 10) * 0.16,
  }
  const gathering = Math.max(0, t - (length - 0.5)) ** 2
  if (move === 'push') {
    camera.z = start + speed * 0.6 * t
    camera.zoom *= 1 + 0.35 * eased
  } else if (move === 'pull') {
    camera.z = start + 80 - speed * 0.7 * t
    camera.zoom *= 1.2 - 0.28 * eased
  } else if (move === 'orbit') {
    const swing = side * lerp(-1, 1, eased)
    camera.x += swing * roomX * 0.9
    camera.yaw -= Math.atan2(swing * roomX * 0.9, 7)
    camera.roll += swing * 0.02
    camera.z = start + speed * 0.65 * t
  } else if (move === 'crane') {
    camera.y += lerp(-0.3, 1, eased) * roomY
    camera.pitch += lerp(0.05, -0.09, eased) * Math.min(1, roomY)
    camera.z = start + speed * 0.8 * t
  } else if (move === 'descend') {
    camera.y += lerp(0.9, -0.2, eased) * roomY
    camera.pitch += lerp(-0.1, 0.01, eased) * Math.min(1, roomY)
  } else if (move === 'pan') {
    camera.yaw += side * lerp(-0.26, 0.26, eased)
    camera.z = start + speed * 0.5 * t
  } else if (move === 'whip') {
    camera.yaw += side * lerp(-0.4, 0, ease((share - 0.36) / 0.22))
    camera.z = start + speed * (0.5 * t + 0.5 * Math.max(0, t - length * 0.5))
  } else if (move === 'static') {
    camera.z = start + speed * 0.12 * t
    camera.x += side * roomX * 0.3 * (share - 0.5)
  } else if (move === 'skim') {
    camera.y = lerp(camera.y, flight.eye * 0.62, 0.7)
    camera.z = start + speed * 1.1 * t
  } else if (move === 'weave') {
    const phase = t * 1.25 + hash(seed, 11) * 6
    camera.x += Math.sin(phase) * roomX * 0.55
    camera.yaw += Math.cos(phase) * 0.06
    camera.roll -= Math.cos(phase) * 0.05
  }
  camera.z += (move === 'pull' ? -1 : 1) * speed * 1.8 * gathering
  camera.zoom *= 1 + (move === 'pull' ? -0.2 : 0.5) * gathering
  camera.zoom = clamp(camera.zoom, 0.45, 2.2)
  return camera
}
