/** Electron's own members that are not there on this platform. */
const ABSENT = new Set(['dock', 'then', 'toJSON'])

/** A namespace of the stand-in, in which every member it lacks throws: a stand-in that answers anything proves nothing. */
export function strict<Space extends object>(name: string, space: Space): Space {
  return new Proxy(space, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || ABSENT.has(key)) return Reflect.get(target, key) as unknown
      throw new Error(`the stand-in for Electron has no ${name}.${key}`)
    },
  })
}
