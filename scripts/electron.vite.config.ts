import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Every `*-worker.ts` is started as a thread from a file of its own, which a bundle does not have by itself. */
const workers = globSync('main/**/*-worker.ts', { cwd: at('') })

/** Points `new URL('…/x-worker.ts', import.meta.url)` to the worker's bundle, which lies beside every other bundle. */
const workerAddresses = {
  name: 'worker-addresses',
  // Reads the source as it is written, before anything changes its quotes.
  enforce: 'pre' as const,
  transform: (code: string) =>
    code.replaceAll(
      /new URL\('[./\w-]*?([\w-]+-worker)\.ts', import\.meta\.url\)/g,
      "new URL('./$1.js', import.meta.url)",
    ),
}

const main = {
  plugins: [workerAddresses],
  build: {
    outDir: at('out/main'),
    rollupOptions: {
      input: {
        main: at('main/hosts/electron/main.ts'),
        ...Object.fromEntries(workers.map(file => [basename(file, '.ts'), at(file)])),
      },
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
}

// A sandboxed preload can load nothing, so all of it is one CommonJS file.
const preload = {
  build: {
    outDir: at('out/preload'),
    externalizeDeps: false,
    rollupOptions: {
      input: { index: at('preload/index.ts') },
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
    },
  },
}

const renderer = {
  root: at('renderer'),
  plugins: [react(), tailwind()],
  build: {
    outDir: at('out/renderer'),
    // What a browser must be for `serve`. These know light-dark(), so the themes stay one set of values.
    minify: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The content policy knows no data: addresses.
    assetsInlineLimit: 0,
    rollupOptions: { input: at('renderer/index.html') },
  },
}

/** `electron-vite build` makes the app; with `--mode page` only what `serve` shows. */
export default defineConfig(({ mode }) => (mode === 'page' ? { renderer } : { main, preload, renderer }))
