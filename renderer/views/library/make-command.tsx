import { useEffect, useRef, useState } from 'react'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'

const SHOW_COPIED_MS = 2_000

/** The command that makes a project, ready to be taken to a terminal. */
export function MakeCommand({ look }: { look: 'primary' | 'plain' }) {
  const [isCopied, setIsCopied] = useState(false)
  const code = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setIsCopied(false), SHOW_COPIED_MS)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(texts.makeCommand.text)
      setIsCopied(true)
    } catch {
      // The browser would not: the words are selected, and the copy keys do the rest.
      if (code.current !== null) getSelection()?.selectAllChildren(code.current)
    }
  }
  return (
    <div role="group" aria-label={texts.makeCommand.label} className="flex min-w-0 items-center gap-2">
      <code ref={code} className="min-w-0 rounded-control bg-well px-2.5 py-1 font-mono text-12 leading-5 text-soft">
        {texts.makeCommand.text}
      </code>
      <Button look={look} className="w-18" aria-label={texts.makeCommand.copyName} onClick={() => void copy()}>
        {isCopied ? texts.makeCommand.copied : texts.makeCommand.copy}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? texts.makeCommand.copied : ''}
      </span>
    </div>
  )
}
