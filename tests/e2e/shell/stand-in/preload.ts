/**
 * Electron's half of a sandboxed preload, run in the page before its own scripts: what the preload exposes is a copy, and
 * what crosses is cloned, as over the real bridge. `__standIn(channel, args)` leads to the main process, `__hear` back.
 */
export function preloadScript(code: string): string {
  return `(() => {
  if (globalThis.__hear || top !== self) return
  const listeners = new Map()
  globalThis.__hear = (channel, args) => { for (const hear of listeners.get(channel) ?? []) hear({}, ...args) }
  const strict = ${STRICT}
  const electron = strict('electron', {
    ipcRenderer: strict('ipcRenderer', {
      on: (channel, hear) => void listeners.set(channel, [...(listeners.get(channel) ?? []), hear]),
      send: (channel, ...args) => void __standIn(channel, structuredClone(args)),
    }),
    contextBridge: strict('contextBridge', {
      exposeInMainWorld(name, api) {
        if (name in globalThis) throw new Error('Cannot bind an API on top of an existing property on the window object')
        Object.defineProperty(globalThis, name, { value: Object.freeze({ ...api }) })
      },
    }),
    // Chromium does not tell a page where a file lies: whoever gave it to the page has told, see dropFiles.
    webUtils: strict('webUtils', { getPathForFile: file => globalThis.__paths?.[file.name] ?? '' }),
  })
  const require = id => {
    if (id === 'electron') return electron
    throw new Error('a sandboxed preload cannot load ' + id)
  }
  const module = { exports: {} }, exports = module.exports
  ;((require, module, exports) => {
${code}
  })(require, module, exports)
})()`
}

const STRICT = `(name, space) => new Proxy(space, { get(target, key) {
    if (typeof key === 'symbol' || key in target) return target[key]
    throw new Error('the stand-in for Electron has no ' + name + '.' + key)
  } })`
