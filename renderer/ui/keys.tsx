import { useEffect, useState } from 'react'
import { keyCaps, type Combo, type PrintedKeys } from '../keys/combo.ts'

let printedKeys: Promise<PrintedKeys | undefined> | undefined

/** What this keyboard prints, asked once; browsers that do not tell leave the usual names. */
function usePrintedKeys(): PrintedKeys | undefined {
  const [printed, setPrinted] = useState<PrintedKeys>()
  useEffect(() => {
    const { keyboard } = navigator as { keyboard?: { getLayoutMap?: () => Promise<PrintedKeys> } }
    printedKeys ??= keyboard?.getLayoutMap?.().catch(() => undefined) ?? Promise.resolve(undefined)
    void printedKeys.then(setPrinted)
  }, [])
  return printed
}

/** The caps of a key with its modifiers. */
export function Keys({ combo }: { combo: Combo }) {
  const caps = keyCaps(combo, usePrintedKeys())
  return (
    <span className="inline-flex shrink-0 gap-1">
      {caps.map(cap => (
        <kbd
          key={cap}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-small bg-raised px-1 font-sans text-11 leading-none font-medium text-soft inset-ring inset-ring-line-strong"
        >
          {cap}
        </kbd>
      ))}
    </span>
  )
}
